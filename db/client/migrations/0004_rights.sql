CREATE TABLE "delegate" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "person_id" TEXT,
  "may" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "delegate_by_person_id" ON "delegate" ("person_id");

CREATE TABLE "quarantine" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "table_name" TEXT,
  "row_id" TEXT,
  "kind" TEXT,
  "cells" TEXT,
  "written_by" TEXT,
  "written_at" INTEGER,
  "arrived_at" INTEGER,
  "status" TEXT,
  "settled_by" TEXT,
  "settled_at" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "quarantine_by_row_id" ON "quarantine" ("row_id");

CREATE INDEX "quarantine_by_status" ON "quarantine" ("status");

CREATE TABLE "front_card" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "customer_id" TEXT,
  "kind" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "customer_no" TEXT,
  "tier" TEXT,
  "owner_id" TEXT,
  "teller_note" TEXT,
  "last_contact_on" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "front_card_by_name" ON "front_card" ("name");

CREATE INDEX "front_card_by_customer_id" ON "front_card" ("customer_id");

ALTER TABLE "customer" ADD COLUMN "id_no" TEXT;

ALTER TABLE "customer" ADD COLUMN "teller_note" TEXT;

ALTER TABLE "customer" ADD COLUMN "merged_into" TEXT;

CREATE TABLE "duplicate" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "customer_id" TEXT,
  "other_id" TEXT,
  "other_book_id" TEXT,
  "key_kind" TEXT,
  "key_value" TEXT,
  "found_at" INTEGER,
  "status" TEXT,
  "settled_by" TEXT,
  "settled_at" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "duplicate_by_customer_id" ON "duplicate" ("customer_id");

CREATE INDEX "duplicate_by_status" ON "duplicate" ("status");
