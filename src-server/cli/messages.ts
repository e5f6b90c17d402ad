import type { Language } from './language.ts';
import { usage } from './usage.ts';

/** What the server says when it cannot start or do what it was asked: what happened, and what to do. */
export type Trouble =
  | { type: 'PortTaken'; port: number }
  | { type: 'PlainHttp'; host: string }
  | { type: 'PortForbidden'; port: number }
  | { type: 'HostUnfit'; host: string }
  | { type: 'FileUnreadable'; file: string }
  | { type: 'CertificateUnfit'; cert: string; key: string }
  | { type: 'DatabaseDown'; where: string }
  | { type: 'DatabaseRefused'; where: string }
  | { type: 'DatabaseMissing'; where: string }
  | { type: 'DatabaseNewer'; migration: string }
  | { type: 'DatabaseBroken'; folder: string }
  | { type: 'FolderNotWritable'; folder: string }
  | { type: 'FolderInUse'; folder: string; pid: number | null }
  | { type: 'DiskFull'; folder: string }
  | { type: 'NoStore'; where: string }
  | { type: 'BackupThere'; folder: string }
  | { type: 'BackupNotWritable'; folder: string }
  | { type: 'NoBackup'; folder: string }
  | { type: 'BytesMissing'; missing: number; folder: string }
  | { type: 'BackupDamaged'; folder: string; file: string }
  | { type: 'BackupNewer'; folder: string; what: string }
  | { type: 'TargetInUse' }
  | { type: 'Usage'; detail: string }
  | { type: 'WordsUnfit'; command: string }
  | { type: 'OptionUnfit'; command: string; option: string }
  | { type: 'NothingHandedOver'; device: string }
  | { type: 'NoSuchDevice'; device: string }
  | { type: 'NoSuchScope'; scope: string }
  | { type: 'NoSuchPoison'; device: string; change: string }
  | { type: 'StillRefused'; reason: string }
  | { type: 'NoHeldDeletion'; device: string }
  | { type: 'NoSuchEdit'; id: string }
  | { type: 'EditUnfit'; what: string }
  | { type: 'NoSuchPerson'; login: string }
  | { type: 'LoginTaken'; login: string }
  | { type: 'LoginUnfit'; login: string }
  | { type: 'NameUnfit' }
  | { type: 'PasswordTooShort' };

export const tell = (trouble: Trouble, language: Language): string =>
  language === 'zh' ? inChinese(trouble) : inEnglish(trouble);

function inEnglish(trouble: Trouble): string {
  switch (trouble.type) {
    case 'PortTaken':
      return `Port ${trouble.port} is taken by another program. Stop it, or choose another port with --port N.`;
    case 'PlainHttp':
      return `Passwords and customers would travel unencrypted from ${trouble.host}. Give --tls-cert FILE and --tls-key FILE, or name the proxy in front that speaks TLS in SEMICOLON_TRUST_PROXY.`;
    case 'PortForbidden':
      return `Port ${trouble.port} needs administrator rights. Choose one above 1024 with --port N.`;
    case 'HostUnfit':
      return `This machine has no address ${trouble.host}. Choose one of its own with --host ADDRESS.`;
    case 'FileUnreadable':
      return `The file ${trouble.file} cannot be read. Correct its name, or give this user the right to read it.`;
    case 'CertificateUnfit':
      return `${trouble.cert} and ${trouble.key} are no certificate and its key (PEM, without a passphrase, belonging together). Correct --tls-cert and --tls-key.`;
    case 'DatabaseDown':
      return `The database at ${trouble.where} does not answer. Start it, or correct DATABASE_URL. Nothing was changed.`;
    case 'DatabaseRefused':
      return `The database at ${trouble.where} refused the user or password in DATABASE_URL. Correct them. Nothing was changed.`;
    case 'DatabaseMissing':
      return `There is no such database at ${trouble.where}. Create it, or correct DATABASE_URL.`;
    case 'DatabaseNewer':
      return `The database was written by a newer version of this program (${trouble.migration}). Update the program. Nothing was changed.`;
    case 'DatabaseBroken':
      return `The database in ${trouble.folder} cannot be opened: its files are damaged. Nothing was changed. Restore the folder from a backup, or choose another one with --data DIR.`;
    case 'FolderNotWritable':
      return `The folder ${trouble.folder} cannot be written. Give this user the right to, or choose another one with --data DIR.`;
    case 'FolderInUse':
      return `The folder ${trouble.folder} is in use by ${trouble.pid === null ? 'another process' : `process ${trouble.pid}`}. Stop that server first, or use PostgreSQL (DATABASE_URL), which several processes can share.`;
    case 'DiskFull':
      return `The disk that holds ${trouble.folder} is full. Make room and start again; what was committed is safe.`;
    case 'NoStore':
      return `No server has kept data in ${trouble.where} yet. Correct --data DIR or DATABASE_URL to those of the server. Nothing was made there.`;
    case 'BackupNotWritable':
      return `The folder ${trouble.folder} cannot be written. Give this user the right to, or name another one. Nothing was written.`;
    case 'BackupThere':
      return `The folder ${trouble.folder} is not empty. Name a new one. Nothing was written.`;
    case 'NoBackup':
      return `There is no complete backup in ${trouble.folder} (no manifest.json). Nothing was changed.`;
    case 'BytesMissing':
      return `The backup in ${trouble.folder} lacks the bytes of ${trouble.missing} attachments, which are not where they were looked for. Are --data and SEMICOLON_S3_BUCKET those of the server? Then restore them from an older backup; rows and the other attachments are complete.`;
    case 'BackupDamaged':
      return `The backup in ${trouble.folder} is damaged: ${trouble.file} is not as it was written. Nothing was changed. Take another backup.`;
    case 'BackupNewer':
      return `The backup in ${trouble.folder} was made by a newer version of this program (${trouble.what}). Update the program. Nothing was changed.`;
    case 'TargetInUse':
      return 'There are data in this server already. Restore into an empty database or folder (DATABASE_URL, --data DIR). Nothing was changed.';
    case 'Usage':
      return `${trouble.detail}\n\n${usage('en')}`;
    case 'WordsUnfit':
      return `"${trouble.command}" was given too few or too many words. Nothing was changed.\n\n${usage('en', trouble.command) ?? ''}`;
    case 'OptionUnfit':
      return `"${trouble.command}" does not take --${trouble.option}. Nothing was changed.\n\n${usage('en', trouble.command) ?? ''}`;
    case 'NothingHandedOver':
      return `Device ${trouble.device} has handed nothing over: it still works, had sent everything, or was not reached since it was revoked. "devices" says which.`;
    case 'NoSuchDevice':
      return `There is no device ${trouble.device} that still works. "devices" lists them.`;
    case 'NoSuchScope':
      return `There is no scope ${trouble.scope}. "verify" lists them.`;
    case 'NoSuchPoison':
      return `No change ${trouble.change} of device ${trouble.device} waits for a decision. "poison" lists them.`;
    case 'StillRefused':
      return `The change was refused again (${trouble.reason}). Nothing was changed. Mend what it was refused for and retry, or let it go with "poison drop".`;
    case 'NoHeldDeletion':
      return `Nothing of device ${trouble.device} waits. "deletions" lists what does.`;
    case 'NoSuchEdit':
      return `No edit ${trouble.id} waits for a decision. "quarantine" lists them.`;
    case 'EditUnfit':
      return `The edit does not fit the record as it is now (${trouble.what}). Nothing was changed. Have the record corrected and try again, or let the edit go with "quarantine drop".`;
    case 'NoSuchPerson':
      return `Nobody has the login ${trouble.login}. Check how it is spelt; "devices" lists the logins that signed in.`;
    case 'LoginTaken':
      return `The login ${trouble.login} exists already. Choose another, or give it a new password with "password ${trouble.login}". Nothing was changed.`;
    case 'LoginUnfit':
      return `"${trouble.login}" is no login: it holds up to 60 letters, digits, dots and dashes, as in wang.fang. Nothing was changed.`;
    case 'NameUnfit':
      return 'A name has 1 to 200 characters. Nothing was changed.';
    case 'PasswordTooShort':
      return 'A password needs at least 8 characters. Give it on standard input.';
  }
}

function inChinese(trouble: Trouble): string {
  switch (trouble.type) {
    case 'PortTaken':
      return `端口 ${trouble.port} 已被其他程序占用。请关闭该程序，或用 --port N 另选端口。`;
    case 'PlainHttp':
      return `在 ${trouble.host} 上以明文提供服务会泄露密码和客户数据。请给出 --tls-cert 文件 和 --tls-key 文件；若前面有负责 TLS 的代理，请在 SEMICOLON_TRUST_PROXY 中写明它的地址。`;
    case 'PortForbidden':
      return `端口 ${trouble.port} 需要管理员权限。请用 --port N 选择 1024 以上的端口。`;
    case 'HostUnfit':
      return `本机没有地址 ${trouble.host}。请用 --host 指定本机的地址。`;
    case 'FileUnreadable':
      return `无法读取文件 ${trouble.file}。请更正文件名，或授予读取权限。`;
    case 'CertificateUnfit':
      return `${trouble.cert} 与 ${trouble.key} 不是相配的证书和私钥（PEM 格式，私钥不带口令）。请更正 --tls-cert 和 --tls-key。`;
    case 'DatabaseDown':
      return `数据库 ${trouble.where} 没有响应。请启动数据库，或更正 DATABASE_URL。数据未作任何改动。`;
    case 'DatabaseRefused':
      return `数据库 ${trouble.where} 拒绝了 DATABASE_URL 中的用户或密码。请更正。数据未作任何改动。`;
    case 'DatabaseMissing':
      return `${trouble.where} 上没有该数据库。请先创建，或更正 DATABASE_URL。`;
    case 'DatabaseNewer':
      return `数据库由更新版本的程序写入（${trouble.migration}）。请升级本程序。数据未作任何改动。`;
    case 'DatabaseBroken':
      return `无法打开 ${trouble.folder} 中的数据库：文件已损坏。数据未作任何改动。请从备份恢复该文件夹，或用 --data DIR 另选文件夹。`;
    case 'FolderNotWritable':
      return `文件夹 ${trouble.folder} 不可写。请授予写入权限，或用 --data DIR 另选文件夹。`;
    case 'FolderInUse':
      return `文件夹 ${trouble.folder} 正被${trouble.pid === null ? '另一个进程' : `进程 ${trouble.pid} `}使用。请先停止该服务器，或改用可供多个进程共享的 PostgreSQL（DATABASE_URL）。`;
    case 'DiskFull':
      return `${trouble.folder} 所在磁盘已满。请腾出空间后重新启动；已提交的数据安全无损。`;
    case 'NoStore':
      return `${trouble.where} 中还没有服务器的数据。请将 --data DIR 或 DATABASE_URL 更正为服务器所用的位置。未在其中创建任何内容。`;
    case 'BackupNotWritable':
      return `文件夹 ${trouble.folder} 不可写。请授予写入权限，或另选文件夹。未写入任何内容。`;
    case 'BackupThere':
      return `文件夹 ${trouble.folder} 不为空。请指定新的文件夹。未写入任何内容。`;
    case 'NoBackup':
      return `${trouble.folder} 中没有完整的备份（缺少 manifest.json）。数据未作任何改动。`;
    case 'BytesMissing':
      return `${trouble.folder} 中的备份缺少 ${trouble.missing} 个附件的内容，在存放处没有找到。请核对 --data 与 SEMICOLON_S3_BUCKET 是否与服务器一致；若一致，请从较早的备份恢复这些附件。数据和其余附件完整。`;
    case 'BackupDamaged':
      return `${trouble.folder} 中的备份已损坏：${trouble.file} 与写入时不符。数据未作任何改动。请改用其他备份。`;
    case 'BackupNewer':
      return `${trouble.folder} 中的备份由更新版本的程序生成（${trouble.what}）。请升级本程序。数据未作任何改动。`;
    case 'TargetInUse':
      return '该服务器中已有数据。请恢复到空的数据库或文件夹（DATABASE_URL、--data DIR）。数据未作任何改动。';
    case 'Usage':
      return `${trouble.detail}\n\n${usage('zh')}`;
    case 'WordsUnfit':
      return `命令 ${trouble.command} 的参数过少或过多。数据未作任何改动。\n\n${usage('zh', trouble.command) ?? ''}`;
    case 'OptionUnfit':
      return `命令 ${trouble.command} 不接受 --${trouble.option}。数据未作任何改动。\n\n${usage('zh', trouble.command) ?? ''}`;
    case 'NothingHandedOver':
      return `设备 ${trouble.device} 没有交来未传的改动：它仍然有效、已全部上传，或撤销后还没有联网。可用 devices 查看。`;
    case 'NoSuchDevice':
      return `没有编号为 ${trouble.device} 的有效设备。可用 devices 查看列表。`;
    case 'NoSuchScope':
      return `没有范围 ${trouble.scope}。可用 verify 查看列表。`;
    case 'NoSuchPoison':
      return `设备 ${trouble.device} 没有待处理的改动 ${trouble.change}。可用 poison 查看列表。`;
    case 'StillRefused':
      return `改动再次被拒（${trouble.reason}）。数据未作任何改动。请排除被拒原因后重试，或用 poison drop 放弃。`;
    case 'NoHeldDeletion':
      return `设备 ${trouble.device} 没有等待确认的删除。可用 deletions 查看列表。`;
    case 'NoSuchEdit':
      return `没有待处理的修改 ${trouble.id}。可用 quarantine 查看列表。`;
    case 'EditUnfit':
      return `该修改与记录现状不符（${trouble.what}）。数据未作任何改动。请先更正记录再试，或用 quarantine drop 放弃。`;
    case 'NoSuchPerson':
      return `没有使用登录名 ${trouble.login} 的人员。请核对拼写；可用 devices 查看登录过的登录名。`;
    case 'LoginTaken':
      return `登录名 ${trouble.login} 已存在。请另选登录名，或用 password ${trouble.login} 重设其密码。数据未作任何改动。`;
    case 'LoginUnfit':
      return `“${trouble.login}”不能用作登录名：登录名由字母、数字、点和连字符组成，最多 60 个字符，例如 wang.fang。数据未作任何改动。`;
    case 'NameUnfit':
      return '姓名应为 1 至 200 个字符。数据未作任何改动。';
    case 'PasswordTooShort':
      return '密码至少需要 8 个字符，请从标准输入给出。';
  }
}
