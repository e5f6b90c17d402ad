import { expect } from '@playwright/test';
import { addDays, mondayOf } from '../../db/demo/dates.ts';
import { test } from '../support/desk-test.ts';
import { LaptopProcess } from '../support/laptop-process.ts';

/** An appointment from one sentence, in Chinese, by the keyboard alone, from what is on the laptop. */
let desk: LaptopProcess;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ bank, browser }) => {
  desk = await LaptopProcess.make(browser, bank.url, 'zh-CN');
  await desk.start();
  await desk.signIn('wang.fang');
  await desk.expectSignedIn();
  await desk.goTo('sync');
  const held = desk.page.getByRole('region', { name: '本机存有' });
  await expect(held).toContainText('完整');
  await expect(held).not.toContainText('正在取回');
  await desk.line.cut();
});
test.afterAll(() => desk.dispose());

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(Date.now());
const wednesday = addDays(mondayOf(today), 16);
const said = `${Number(wednesday.slice(5, 7))}月${Number(wednesday.slice(8))}日`;

test('a sentence is read while it is typed, and Enter makes it', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: '命令面板' });
  await input.pressSequentially(`${said}晚上9点拜访王总 1小时 提前30分钟提醒`);
  const palette = page.getByRole('dialog', { name: '命令面板' });
  await expect(palette).toContainText('21:00–22:00');
  await expect(palette).toContainText('王建国');
  await expect(palette.getByRole('button', { name: /另有 2 位“王总”/ })).toBeVisible();
  await page.keyboard.press('Alt+w');
  await expect(palette).toContainText('对象王磊');
  await page.keyboard.press('Alt+w');
  await page.keyboard.press('Alt+w');
  await expect(palette).toContainText('对象王建国');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: '拜访王总' })).toBeVisible();
});

test('what it would clash with is said, and Alt 1 takes the nearest free slot', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '命令面板' }).pressSequentially(`${said}晚上9点半 电话 李敏`);
  const palette = page.getByRole('dialog', { name: '命令面板' });
  await expect(palette).toContainText('与“拜访王总”');
  await expect(palette.getByRole('option', { name: /按所写新建，冲突记入收件箱/ })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(page.getByText('已新建“电话 李敏”')).toBeVisible();
});

test('a sentence that cancels makes nothing: what it means is taken out, and undone; else the day is shown', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: '命令面板' });
  await input.pressSequentially(`取消${said}晚上9点拜访王总`);
  const palette = page.getByRole('dialog', { name: '命令面板' });
  await expect(palette).toContainText('说的是已有的日程');
  await expect(palette.getByRole('option', { name: /^取消“拜访王总”.*21:00–22:00/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await expect(palette.getByRole('option', { name: /新建/ })).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page.getByText('已删除“拜访王总”')).toBeVisible();
  await page.keyboard.press('Control+k');
  await input.pressSequentially(`取消${said}晚上9点拜访王总`);
  await expect(palette).toContainText('没有找到这样的日程');
  await expect(palette.getByRole('option', { name: /^到日历看/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+k');
  await input.pressSequentially(`取消${said}晚上9点拜访王总`);
  await expect(palette.getByRole('option', { name: /^取消“拜访王总”/ })).toBeVisible();
  await page.keyboard.press('Escape');
});

test('a date until which something is to be done makes a task', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '命令面板' }).pressSequentially('周五前提交授信申请书');
  await expect(page.getByRole('option', { name: /记为任务：“提交授信申请书”/ })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByText('已新建任务“提交授信申请书”')).toBeVisible();
  await desk.goTo('tasks');
  await expect(page.getByText('提交授信申请书').first()).toBeVisible();
});

test('a sentence that is refused stays with the reason, and closes once it is made', async () => {
  const { page } = desk;
  await page.keyboard.press('Control+k');
  const input = page.getByRole('combobox', { name: '命令面板' });
  await input.pressSequentially('每天 请假 40天');
  await expect(page.getByRole('option', { name: /按所写新建/ })).toBeVisible();
  await page.keyboard.press('Enter');
  const palette = page.getByRole('dialog', { name: '命令面板' });
  await expect(palette.getByRole('alert')).toContainText('这条重复规则展开过多，没有保存');
  await expect(input).toHaveValue('每天 请假 40天');
  await input.press('End');
  await page.keyboard.press('Backspace');
  await expect(palette.getByRole('alert')).toBeHidden();
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await input.pressSequentially('1天');
  await page.keyboard.press('Enter');
  await expect(palette).toBeHidden();
  await expect(page.getByText('已新建“请假”')).toBeVisible();
});
