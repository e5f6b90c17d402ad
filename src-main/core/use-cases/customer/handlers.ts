import type { customerCommands } from '../../../../src-shared/contract/customer.ts';
import type { mergeCommands } from '../../../../src-shared/contract/merge.ts';
import type { UseCases } from '../../engine/context.ts';
import { createCustomer } from './create-customer.ts';
import { dismissDuplicate } from './dismiss-duplicate.ts';
import { importCustomers } from './import-customers.ts';
import { logContact } from './log-contact.ts';
import { mergeCustomers } from './merge-customers.ts';
import { putContactPoint } from './put-contact-point.ts';
import { putRelation } from './put-relation.ts';
import { removeContactPoint } from './remove-contact-point.ts';
import { removeCustomer } from './remove-customer.ts';
import { removeRelation } from './remove-relation.ts';
import { tagCustomer } from './tag-customer.ts';
import { untagCustomer } from './untag-customer.ts';
import { updateCustomer } from './update-customer.ts';

export const customerUseCases: UseCases<keyof typeof customerCommands | keyof typeof mergeCommands> = {
  'customer.create': createCustomer,
  'customer.update': updateCustomer,
  'customer.remove': removeCustomer,
  'customer.tag': tagCustomer,
  'customer.untag': untagCustomer,
  'customer.logContact': logContact,
  'customer.import': importCustomers,
  'customer.merge': mergeCustomers,
  'duplicate.dismiss': dismissDuplicate,
  'contactPoint.put': putContactPoint,
  'contactPoint.remove': removeContactPoint,
  'relation.put': putRelation,
  'relation.remove': removeRelation,
};
