ALTER TABLE "customer" ADD COLUMN "id_no" text;

ALTER TABLE "customer" ADD COLUMN "teller_note" text;

ALTER TABLE "customer" ADD COLUMN "merged_into" text;

CREATE TABLE "lost_grant" (
  "person_id" text NOT NULL,
  "scope" text NOT NULL,
  "lost_at" bigint NOT NULL,
  CONSTRAINT "lost_grant_pk" PRIMARY KEY ("person_id", "scope")
);

CREATE TABLE "delegate" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "person_id" text,
  "may" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "delegate_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "delegate_by_id" ON "delegate" ("id");

CREATE TABLE "quarantine" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "table_name" text,
  "row_id" text,
  "kind" text,
  "cells" text,
  "written_by" text,
  "written_at" bigint,
  "arrived_at" bigint,
  "status" text,
  "settled_by" text,
  "settled_at" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "quarantine_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "quarantine_by_id" ON "quarantine" ("id");

CREATE INDEX "quarantine_by_row_id" ON "quarantine" ("row_id");

CREATE TABLE "front_card" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "customer_id" text,
  "kind" text,
  "name" text,
  "name_en" text,
  "customer_no" text,
  "tier" text,
  "owner_id" text,
  "teller_note" text,
  "last_contact_on" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "front_card_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "front_card_by_id" ON "front_card" ("id");

CREATE INDEX "front_card_by_customer_id" ON "front_card" ("customer_id");

CREATE INDEX "customer_by_customer_no" ON "customer" ("customer_no");

CREATE INDEX "customer_by_id_no" ON "customer" ("id_no");

CREATE TABLE "duplicate" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "customer_id" text,
  "other_id" text,
  "other_book_id" text,
  "key_kind" text,
  "key_value" text,
  "found_at" bigint,
  "status" text,
  "settled_by" text,
  "settled_at" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "duplicate_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "duplicate_by_id" ON "duplicate" ("id");

CREATE INDEX "duplicate_by_customer_id" ON "duplicate" ("customer_id");

-- What the log of a calendar says of private events and of what hangs on them, its readers may not see. A pointer (no
-- cells) tells a row only where the row is now.
CREATE TEMPORARY TABLE "secret" AS SELECT id FROM "event" WHERE privacy = 'private' AND starts_with(scope, 'calendar:');

UPDATE "sync_log" SET cells = NULL, prior = NULL
WHERE op = 'put' AND starts_with(scope, 'calendar:') AND cells IS NOT NULL AND (
  (tbl = 'event' AND row_id IN (SELECT id FROM "secret"))
  OR (tbl = 'attendee' AND row_id IN (SELECT id FROM "attendee" WHERE event_id IN (SELECT id FROM "secret")))
  OR (tbl = 'event_resource' AND row_id IN (SELECT id FROM "event_resource" WHERE event_id IN (SELECT id FROM "secret")))
  OR (tbl = 'event_customer' AND row_id IN (SELECT id FROM "event_customer" WHERE event_id IN (SELECT id FROM "secret")))
  OR (tbl = 'attachment' AND row_id IN (SELECT id FROM "attachment" WHERE owner_id IN (SELECT id FROM "secret")))
  OR (tbl = 'invitation' AND row_id IN (SELECT id FROM "invitation" WHERE event_id IN (SELECT id FROM "secret"))));

DROP TABLE "secret";

-- Private events move out of the calendars, and front-desk cards are made, when everything is projected again.
UPDATE "meta" SET "rolled_to" = NULL;
