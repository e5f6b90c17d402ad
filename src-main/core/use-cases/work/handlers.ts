import type { workCommands } from '../../../../src-shared/contract/work.ts';
import type { UseCases } from '../../engine/context.ts';
import { addAttachment } from './add-attachment.ts';
import { changeTasks } from './change-tasks.ts';
import { completeTask } from './complete-task.ts';
import { createNote } from './create-note.ts';
import { createTask } from './create-task.ts';
import { delegateTask } from './delegate-task.ts';
import { keepAttachment, keepCustomerFiles } from './keep-files.ts';
import { linkNote } from './link-note.ts';
import { placeTasks } from './place-tasks.ts';
import { planTasks } from './plan-task.ts';
import { removeAttachment } from './remove-attachment.ts';
import { removeNote } from './remove-note.ts';
import { removeTask } from './remove-task.ts';
import { reopenTask } from './reopen-task.ts';
import { replyTask, seeTask, tickStep } from './reply-task.ts';
import { updateNote } from './update-note.ts';
import { updateTask } from './update-task.ts';
import { writeNote } from './write-note.ts';

export const workUseCases: UseCases<keyof typeof workCommands> = {
  'task.create': createTask,
  'task.update': updateTask,
  'task.complete': completeTask,
  'task.reopen': reopenTask,
  'task.remove': removeTask,
  'task.change': changeTasks,
  'task.place': placeTasks,
  'task.delegate': delegateTask,
  'task.reply': replyTask,
  'task.seen': seeTask,
  'task.tick': tickStep,
  'task.plan': planTasks,
  'note.create': createNote,
  'note.update': updateNote,
  'note.write': writeNote,
  'note.link': linkNote,
  'note.remove': removeNote,
  'attachment.add': addAttachment,
  'attachment.remove': removeAttachment,
  'attachment.keep': keepAttachment,
  'customer.keepFiles': keepCustomerFiles,
};
