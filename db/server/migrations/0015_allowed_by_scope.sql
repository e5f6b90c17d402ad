-- A device may be held for several scopes, and each is allowed by itself. What was allowed before held for whatever came.
UPDATE "held_deletion" SET "allowed_at" = NULL;

ALTER TABLE "held_deletion" DROP CONSTRAINT "held_deletion_pkey";

ALTER TABLE "held_deletion" ADD CONSTRAINT "held_deletion_pk" PRIMARY KEY ("device", "scope");
