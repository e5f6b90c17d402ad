CREATE TABLE "meta" (
  "one" integer PRIMARY KEY,
  "epoch" text NOT NULL,
  "rolled_to" text
);

CREATE TABLE "scope_head" (
  "scope" text PRIMARY KEY,
  "seq" bigint NOT NULL,
  "checksum" text NOT NULL,
  "floor" bigint NOT NULL DEFAULT 0
);

CREATE TABLE "sync_log" (
  "scope" text NOT NULL,
  "seq" bigint NOT NULL,
  "tbl" text NOT NULL,
  "row_id" text NOT NULL,
  "op" text NOT NULL,
  "cells" text,
  "row_clock" bigint NOT NULL,
  "row_device" integer NOT NULL,
  "units" text,
  "device" integer NOT NULL,
  "person_id" text,
  "by_device" integer NOT NULL,
  "n" bigint,
  "tx" bigint,
  "claimed_clock" bigint,
  "prior" text,
  "at" bigint NOT NULL,
  CONSTRAINT "sync_log_pk" PRIMARY KEY ("scope", "seq")
);

CREATE INDEX "sync_log_by_row" ON "sync_log" ("row_id", "tbl") WHERE cells IS NOT NULL;

CREATE TABLE "scope_grant" (
  "person_id" text NOT NULL,
  "scope" text NOT NULL,
  "right" text NOT NULL,
  CONSTRAINT "scope_grant_pk" PRIMARY KEY ("person_id", "scope")
);

CREATE INDEX "scope_grant_by_scope" ON "scope_grant" ("scope");

CREATE TABLE "device" (
  "id" integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "person_id" text NOT NULL,
  "name" text NOT NULL,
  "token_hash" text NOT NULL,
  "created_at" bigint NOT NULL,
  "last_seen_at" bigint NOT NULL,
  "last_n" bigint NOT NULL DEFAULT 0,
  "revoked_at" bigint
);

CREATE INDEX "device_by_token" ON "device" ("token_hash");

CREATE INDEX "device_by_person" ON "device" ("person_id");

CREATE TABLE "push_result" (
  "device" integer NOT NULL,
  "n" bigint NOT NULL,
  "tbl" text NOT NULL,
  "row_id" text NOT NULL,
  "outcome" text NOT NULL,
  "reason" text,
  "column" text,
  CONSTRAINT "push_result_pk" PRIMARY KEY ("device", "n")
);

CREATE TABLE "credential" (
  "person_id" text PRIMARY KEY,
  "login" text NOT NULL CONSTRAINT "credential_login" UNIQUE,
  "salt" text NOT NULL,
  "hash" text NOT NULL,
  "failures" integer NOT NULL DEFAULT 0,
  "locked_until" bigint
);

CREATE TABLE "blob" (
  "sha256" text PRIMARY KEY,
  "bytes" bigint NOT NULL,
  "stored_at" bigint NOT NULL
);

CREATE TABLE "audit" (
  "id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  "at" bigint NOT NULL,
  "action" text NOT NULL,
  "person_id" text,
  "device" integer,
  "detail" text
);

CREATE INDEX "audit_by_at" ON "audit" ("at");

CREATE TABLE "org_unit" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "kind" text,
  "parent_id" text,
  "name" text,
  "name_en" text,
  "code" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "org_unit_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "org_unit_by_id" ON "org_unit" ("id");

CREATE TABLE "person" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "name" text,
  "name_en" text,
  "role" text,
  "unit_id" text,
  "login" text,
  "title" text,
  "title_en" text,
  "phone" text,
  "email" text,
  "work_start" text,
  "work_end" text,
  "zone" text,
  "skills" text,
  "left_on" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "person_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "person_by_id" ON "person" ("id");

CREATE TABLE "book" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "name" text,
  "name_en" text,
  "kind" text,
  "unit_id" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "book_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "book_by_id" ON "book" ("id");

CREATE TABLE "book_member" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "book_id" text,
  "person_id" text,
  "role" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "book_member_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "book_member_by_id" ON "book_member" ("id");

CREATE TABLE "resource" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "kind" text,
  "unit_id" text,
  "name" text,
  "name_en" text,
  "seats" bigint,
  "place" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "resource_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "resource_by_id" ON "resource" ("id");

CREATE TABLE "product" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "code" text,
  "name" text,
  "name_en" text,
  "category" text,
  "rate_bp" bigint,
  "status" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "product_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "product_by_id" ON "product" ("id");

CREATE TABLE "district" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "code" text,
  "name" text,
  "name_en" text,
  "region" text,
  "inhabitants" bigint,
  "average_salary" bigint,
  "unemployment_before" text,
  "unemployment" text,
  "crimes_before" bigint,
  "crimes" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "district_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "district_by_id" ON "district" ("id");

CREATE TABLE "event" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "all_day" bigint,
  "start" text,
  "end" text,
  "zone" text,
  "rrule" text,
  "rdate" text,
  "exdate" text,
  "kind" text,
  "title" text,
  "title_en" text,
  "description" text,
  "place" text,
  "organiser_id" text,
  "status" text,
  "transparency" text,
  "privacy" text,
  "travel_min" bigint,
  "buffer_min" bigint,
  "reminders" text,
  "series_id" text,
  "recurrence_id" text,
  "outcome" text,
  "outcome_note" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "event_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "event_by_id" ON "event" ("id");

CREATE INDEX "event_by_series_id" ON "event" ("series_id");

CREATE TABLE "attendee" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "event_id" text,
  "person_id" text,
  "customer_id" text,
  "role" text,
  "answer" text,
  "delivered_at" bigint,
  "seen_at" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "attendee_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "attendee_by_id" ON "attendee" ("id");

CREATE INDEX "attendee_by_event_id" ON "attendee" ("event_id");

CREATE INDEX "attendee_by_person_id" ON "attendee" ("person_id");

CREATE TABLE "event_resource" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "event_id" text,
  "resource_id" text,
  "status" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "event_resource_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "event_resource_by_id" ON "event_resource" ("id");

CREATE INDEX "event_resource_by_event_id" ON "event_resource" ("event_id");

CREATE TABLE "event_customer" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "event_id" text,
  "customer_id" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "event_customer_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "event_customer_by_id" ON "event_customer" ("id");

CREATE TABLE "invitation" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "all_day" bigint,
  "start" text,
  "end" text,
  "zone" text,
  "rrule" text,
  "rdate" text,
  "exdate" text,
  "event_id" text,
  "person_id" text,
  "organiser_id" text,
  "kind" text,
  "title" text,
  "title_en" text,
  "description" text,
  "place" text,
  "status" text,
  "transparency" text,
  "travel_min" bigint,
  "buffer_min" bigint,
  "reminders" text,
  "series_id" text,
  "recurrence_id" text,
  "role" text,
  "resources" text,
  "sent_at" bigint,
  "answer" text,
  "answer_note" text,
  "seen_at" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "invitation_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "invitation_by_id" ON "invitation" ("id");

CREATE INDEX "invitation_by_event_id" ON "invitation" ("event_id");

CREATE TABLE "busy_block" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "subject_kind" text,
  "subject_id" text,
  "event_id" text,
  "uid" text,
  "recurrence_id" text,
  "start" bigint,
  "end" bigint,
  "status" text,
  "required" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "busy_block_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "busy_block_by_id" ON "busy_block" ("id");

CREATE INDEX "busy_block_long" ON "busy_block" ("subject_id", "start") WHERE "end" - "start" > 86400000;

CREATE INDEX "busy_block_by_uid" ON "busy_block" ("uid");

CREATE INDEX "busy_block_by_subject_id_start" ON "busy_block" ("subject_id", "start");

CREATE TABLE "conflict_decision" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "conflict_id" text,
  "decision" text,
  "reason" text,
  "person_id" text,
  "at" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "conflict_decision_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "conflict_decision_by_id" ON "conflict_decision" ("id");

CREATE TABLE "task" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "title" text,
  "detail" text,
  "owner_id" text,
  "from_id" text,
  "status" text,
  "done_at" bigint,
  "priority" text,
  "due" text,
  "start" text,
  "zone" text,
  "progress" bigint,
  "customer_id" text,
  "event_id" text,
  "parent_id" text,
  "rrule" text,
  "promise" text,
  "promise_to" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "task_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "task_by_id" ON "task" ("id");

CREATE TABLE "notice" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "person_id" text,
  "kind" text,
  "at" bigint,
  "table_name" text,
  "row_id" text,
  "params" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "notice_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "notice_by_id" ON "notice" ("id");

CREATE TABLE "edit_conflict" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "table_name" text,
  "row_id" text,
  "unit" text,
  "base" text,
  "lost" text,
  "lost_by" text,
  "lost_at" bigint,
  "kept" text,
  "kept_by" text,
  "kept_at" bigint,
  "arrived_at" bigint,
  "status" text,
  "settled_by" text,
  "settled_at" bigint,
  "choice" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "edit_conflict_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "edit_conflict_by_id" ON "edit_conflict" ("id");

CREATE INDEX "edit_conflict_by_row_id" ON "edit_conflict" ("row_id");

CREATE TABLE "customer" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "kind" text,
  "name" text,
  "name_en" text,
  "short_name" text,
  "short_name_en" text,
  "customer_no" text,
  "tier" text,
  "lifecycle" text,
  "stage" text,
  "stage_since" text,
  "industry" text,
  "industry_en" text,
  "region" text,
  "region_en" text,
  "address" text,
  "occupation" text,
  "gender" text,
  "birth_date" text,
  "employees" bigint,
  "opened_on" text,
  "rating" text,
  "rating_before" text,
  "hobbies" text,
  "source" text,
  "need_amount" bigint,
  "need_currency" text,
  "next_step" text,
  "next_step_due" text,
  "cadence_days" bigint,
  "remark" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "customer_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "customer_by_id" ON "customer" ("id");

CREATE TABLE "customer_tag" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "customer_id" text,
  "tag" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "customer_tag_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "customer_tag_by_id" ON "customer_tag" ("id");

CREATE TABLE "relation" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "from_id" text,
  "to_id" text,
  "kind" text,
  "share" text,
  "remark" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "relation_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "relation_by_id" ON "relation" ("id");

CREATE TABLE "contact_point" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "customer_id" text,
  "kind" text,
  "value" text,
  "label" text,
  "preferred" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "contact_point_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "contact_point_by_id" ON "contact_point" ("id");

CREATE TABLE "holding" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "customer_id" text,
  "product_id" text,
  "status" text,
  "account_no" text,
  "opened_on" text,
  "closed_on" text,
  "amount" bigint,
  "currency" text,
  "detail" text,
  "detail_en" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "holding_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "holding_by_id" ON "holding" ("id");

CREATE TABLE "holding_party" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "holding_id" text,
  "customer_id" text,
  "role" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "holding_party_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "holding_party_by_id" ON "holding_party" ("id");

CREATE TABLE "standing_order" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "customer_id" text,
  "holding_id" text,
  "bank_to" text,
  "account_to" text,
  "amount" bigint,
  "currency" text,
  "purpose" text,
  "reference" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "standing_order_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "standing_order_by_id" ON "standing_order" ("id");

CREATE TABLE "note" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "title" text,
  "author_id" text,
  "customer_id" text,
  "event_id" text,
  "pinned" bigint,
  "written_at" bigint,
  "excerpt" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "note_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "note_by_id" ON "note" ("id");

CREATE TABLE "note_update" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "note_id" text,
  "body" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "note_update_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "note_update_by_id" ON "note_update" ("id");

CREATE TABLE "attachment" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "owner_kind" text,
  "owner_id" text,
  "name" text,
  "media_type" text,
  "bytes" bigint,
  "sha256" text,
  "person_id" text,
  "added_at" bigint,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "attachment_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "attachment_by_id" ON "attachment" ("id");

CREATE INDEX "attachment_by_sha256" ON "attachment" ("sha256");

CREATE TABLE "contact_log" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "customer_id" text,
  "channel" text,
  "at" bigint,
  "person_id" text,
  "summary" text,
  "summary_en" text,
  "minutes" bigint,
  "outcome" text,
  "event_id" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "contact_log_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "contact_log_by_id" ON "contact_log" ("id");

CREATE TABLE "balance_month" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "customer_id" text,
  "month" text,
  "kind" text,
  "average" bigint,
  "closing" bigint,
  "currency" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "balance_month_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "balance_month_by_id" ON "balance_month" ("id");

CREATE TABLE "movement" (
  "id" text NOT NULL,
  "scope" text NOT NULL,
  "deleted" integer NOT NULL,
  "customer_id" text,
  "holding_id" text,
  "booked_on" text,
  "direction" text,
  "amount" bigint,
  "currency" text,
  "balance" bigint,
  "channel" text,
  "purpose" text,
  "counterparty" text,
  "reference" text,
  "_clock" bigint NOT NULL,
  "_device" integer NOT NULL,
  "_units" text,
  "_extra" text,
  CONSTRAINT "movement_pk" PRIMARY KEY ("scope", "id")
);

CREATE INDEX "movement_by_id" ON "movement" ("id");
