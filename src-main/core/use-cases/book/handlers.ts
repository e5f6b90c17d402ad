import type { bookCommands } from '../../../../src-shared/contract/book.ts';
import type { UseCases } from '../../engine/context.ts';
import { handOverBook } from './hand-over.ts';
import { moveCustomer } from './move-customer.ts';
import { setDelegate } from './set-delegate.ts';
import { setMember } from './set-member.ts';

export const bookUseCases: UseCases<keyof typeof bookCommands> = {
  'customer.move': moveCustomer,
  'book.handOver': handOverBook,
  'book.setMember': setMember,
  'delegate.set': setDelegate,
};
