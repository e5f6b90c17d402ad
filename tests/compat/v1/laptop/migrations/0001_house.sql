CREATE TABLE "org_unit" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "kind" TEXT,
  "parent_id" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "code" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "org_unit_by_parent_id" ON "org_unit" ("parent_id");

CREATE TABLE "person" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "name" TEXT,
  "name_en" TEXT,
  "role" TEXT,
  "unit_id" TEXT,
  "login" TEXT,
  "title" TEXT,
  "title_en" TEXT,
  "phone" TEXT,
  "email" TEXT,
  "work_start" TEXT,
  "work_end" TEXT,
  "zone" TEXT,
  "skills" TEXT,
  "left_on" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "person_by_unit_id" ON "person" ("unit_id");

CREATE TABLE "book" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "name" TEXT,
  "name_en" TEXT,
  "kind" TEXT,
  "unit_id" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "book_by_unit_id" ON "book" ("unit_id");

CREATE TABLE "book_member" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "book_id" TEXT,
  "person_id" TEXT,
  "role" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "book_member_by_book_id" ON "book_member" ("book_id");

CREATE INDEX "book_member_by_person_id" ON "book_member" ("person_id");

CREATE TABLE "resource" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "kind" TEXT,
  "unit_id" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "seats" INTEGER,
  "place" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "resource_by_unit_id" ON "resource" ("unit_id");

CREATE TABLE "product" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "code" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "category" TEXT,
  "rate_bp" INTEGER,
  "status" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "product_by_category" ON "product" ("category");

CREATE TABLE "district" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "code" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "region" TEXT,
  "inhabitants" INTEGER,
  "average_salary" INTEGER,
  "unemployment_before" TEXT,
  "unemployment" TEXT,
  "crimes_before" INTEGER,
  "crimes" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "district_by_code" ON "district" ("code");

CREATE TABLE "event" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "all_day" INTEGER,
  "start" TEXT,
  "end" TEXT,
  "zone" TEXT,
  "rrule" TEXT,
  "rdate" TEXT,
  "exdate" TEXT,
  "kind" TEXT,
  "title" TEXT,
  "title_en" TEXT,
  "description" TEXT,
  "place" TEXT,
  "organiser_id" TEXT,
  "status" TEXT,
  "transparency" TEXT,
  "privacy" TEXT,
  "travel_min" INTEGER,
  "buffer_min" INTEGER,
  "reminders" TEXT,
  "series_id" TEXT,
  "recurrence_id" TEXT,
  "outcome" TEXT,
  "outcome_note" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "event_by_start" ON "event" ("start");

CREATE INDEX "event_by_series_id" ON "event" ("series_id");

CREATE INDEX "event_by_organiser_id" ON "event" ("organiser_id");

CREATE TABLE "attendee" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "event_id" TEXT,
  "person_id" TEXT,
  "customer_id" TEXT,
  "role" TEXT,
  "answer" TEXT,
  "delivered_at" INTEGER,
  "seen_at" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "attendee_by_event_id" ON "attendee" ("event_id");

CREATE INDEX "attendee_by_person_id" ON "attendee" ("person_id");

CREATE TABLE "event_resource" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "event_id" TEXT,
  "resource_id" TEXT,
  "status" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "event_resource_by_event_id" ON "event_resource" ("event_id");

CREATE INDEX "event_resource_by_resource_id" ON "event_resource" ("resource_id");

CREATE TABLE "event_customer" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "event_id" TEXT,
  "customer_id" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "event_customer_by_event_id" ON "event_customer" ("event_id");

CREATE INDEX "event_customer_by_customer_id" ON "event_customer" ("customer_id");

CREATE TABLE "invitation" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "all_day" INTEGER,
  "start" TEXT,
  "end" TEXT,
  "zone" TEXT,
  "rrule" TEXT,
  "rdate" TEXT,
  "exdate" TEXT,
  "event_id" TEXT,
  "person_id" TEXT,
  "organiser_id" TEXT,
  "kind" TEXT,
  "title" TEXT,
  "title_en" TEXT,
  "description" TEXT,
  "place" TEXT,
  "status" TEXT,
  "transparency" TEXT,
  "travel_min" INTEGER,
  "buffer_min" INTEGER,
  "reminders" TEXT,
  "series_id" TEXT,
  "recurrence_id" TEXT,
  "role" TEXT,
  "resources" TEXT,
  "sent_at" INTEGER,
  "answer" TEXT,
  "answer_note" TEXT,
  "seen_at" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "invitation_by_start" ON "invitation" ("start");

CREATE INDEX "invitation_by_event_id" ON "invitation" ("event_id");

CREATE INDEX "invitation_by_series_id" ON "invitation" ("series_id");

CREATE TABLE "busy_block" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "subject_kind" TEXT,
  "subject_id" TEXT,
  "event_id" TEXT,
  "uid" TEXT,
  "recurrence_id" TEXT,
  "start" INTEGER,
  "end" INTEGER,
  "status" TEXT,
  "required" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "busy_block_by_subject_id_start" ON "busy_block" ("subject_id", "start");

CREATE INDEX "busy_block_by_event_id" ON "busy_block" ("event_id");

CREATE TABLE "conflict_decision" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "conflict_id" TEXT,
  "decision" TEXT,
  "reason" TEXT,
  "person_id" TEXT,
  "at" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "conflict_decision_by_conflict_id" ON "conflict_decision" ("conflict_id");

CREATE TABLE "task" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "title" TEXT,
  "detail" TEXT,
  "owner_id" TEXT,
  "from_id" TEXT,
  "status" TEXT,
  "done_at" INTEGER,
  "priority" TEXT,
  "due" TEXT,
  "start" TEXT,
  "zone" TEXT,
  "progress" INTEGER,
  "customer_id" TEXT,
  "event_id" TEXT,
  "parent_id" TEXT,
  "rrule" TEXT,
  "promise" TEXT,
  "promise_to" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "task_by_due" ON "task" ("due");

CREATE INDEX "task_by_customer_id" ON "task" ("customer_id");

CREATE INDEX "task_by_status_due" ON "task" ("status", "due");

CREATE TABLE "notice" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "person_id" TEXT,
  "kind" TEXT,
  "at" INTEGER,
  "table_name" TEXT,
  "row_id" TEXT,
  "params" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "notice_by_at" ON "notice" ("at");

CREATE TABLE "edit_conflict" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "table_name" TEXT,
  "row_id" TEXT,
  "unit" TEXT,
  "base" TEXT,
  "lost" TEXT,
  "lost_by" TEXT,
  "lost_at" INTEGER,
  "kept" TEXT,
  "kept_by" TEXT,
  "kept_at" INTEGER,
  "arrived_at" INTEGER,
  "status" TEXT,
  "settled_by" TEXT,
  "settled_at" INTEGER,
  "choice" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "edit_conflict_by_row_id" ON "edit_conflict" ("row_id");

CREATE INDEX "edit_conflict_by_status" ON "edit_conflict" ("status");

CREATE TABLE "customer" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "kind" TEXT,
  "name" TEXT,
  "name_en" TEXT,
  "short_name" TEXT,
  "short_name_en" TEXT,
  "customer_no" TEXT,
  "tier" TEXT,
  "lifecycle" TEXT,
  "stage" TEXT,
  "stage_since" TEXT,
  "industry" TEXT,
  "industry_en" TEXT,
  "region" TEXT,
  "region_en" TEXT,
  "address" TEXT,
  "occupation" TEXT,
  "gender" TEXT,
  "birth_date" TEXT,
  "employees" INTEGER,
  "opened_on" TEXT,
  "rating" TEXT,
  "rating_before" TEXT,
  "hobbies" TEXT,
  "source" TEXT,
  "need_amount" INTEGER,
  "need_currency" TEXT,
  "next_step" TEXT,
  "next_step_due" TEXT,
  "cadence_days" INTEGER,
  "remark" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "customer_by_name" ON "customer" ("name");

CREATE INDEX "customer_by_tier" ON "customer" ("tier");

CREATE INDEX "customer_by_customer_no" ON "customer" ("customer_no");

CREATE TABLE "customer_tag" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "customer_id" TEXT,
  "tag" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "customer_tag_by_customer_id" ON "customer_tag" ("customer_id");

CREATE INDEX "customer_tag_by_tag" ON "customer_tag" ("tag");

CREATE TABLE "relation" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "from_id" TEXT,
  "to_id" TEXT,
  "kind" TEXT,
  "share" TEXT,
  "remark" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "relation_by_from_id" ON "relation" ("from_id");

CREATE INDEX "relation_by_to_id" ON "relation" ("to_id");

CREATE TABLE "contact_point" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "customer_id" TEXT,
  "kind" TEXT,
  "value" TEXT,
  "label" TEXT,
  "preferred" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "contact_point_by_customer_id" ON "contact_point" ("customer_id");

CREATE INDEX "contact_point_by_value" ON "contact_point" ("value");

CREATE TABLE "holding" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "customer_id" TEXT,
  "product_id" TEXT,
  "status" TEXT,
  "account_no" TEXT,
  "opened_on" TEXT,
  "closed_on" TEXT,
  "amount" INTEGER,
  "currency" TEXT,
  "detail" TEXT,
  "detail_en" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "holding_by_customer_id" ON "holding" ("customer_id");

CREATE INDEX "holding_by_account_no" ON "holding" ("account_no");

CREATE TABLE "holding_party" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "holding_id" TEXT,
  "customer_id" TEXT,
  "role" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "holding_party_by_holding_id" ON "holding_party" ("holding_id");

CREATE INDEX "holding_party_by_customer_id" ON "holding_party" ("customer_id");

CREATE TABLE "standing_order" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "customer_id" TEXT,
  "holding_id" TEXT,
  "bank_to" TEXT,
  "account_to" TEXT,
  "amount" INTEGER,
  "currency" TEXT,
  "purpose" TEXT,
  "reference" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "standing_order_by_customer_id" ON "standing_order" ("customer_id");

CREATE INDEX "standing_order_by_holding_id" ON "standing_order" ("holding_id");

CREATE TABLE "note" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "title" TEXT,
  "author_id" TEXT,
  "customer_id" TEXT,
  "event_id" TEXT,
  "pinned" INTEGER,
  "written_at" INTEGER,
  "excerpt" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "note_by_customer_id" ON "note" ("customer_id");

CREATE INDEX "note_by_event_id" ON "note" ("event_id");

CREATE INDEX "note_by_written_at" ON "note" ("written_at");

CREATE TABLE "note_update" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "note_id" TEXT,
  "body" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "note_update_by_note_id" ON "note_update" ("note_id");

CREATE TABLE "attachment" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "owner_kind" TEXT,
  "owner_id" TEXT,
  "name" TEXT,
  "media_type" TEXT,
  "bytes" INTEGER,
  "sha256" TEXT,
  "person_id" TEXT,
  "added_at" INTEGER,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "attachment_by_owner_id" ON "attachment" ("owner_id");

CREATE TABLE "contact_log" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "customer_id" TEXT,
  "channel" TEXT,
  "at" INTEGER,
  "person_id" TEXT,
  "summary" TEXT,
  "summary_en" TEXT,
  "minutes" INTEGER,
  "outcome" TEXT,
  "event_id" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "contact_log_by_customer_id_at" ON "contact_log" ("customer_id", "at");

CREATE TABLE "balance_month" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "customer_id" TEXT,
  "month" TEXT,
  "kind" TEXT,
  "average" INTEGER,
  "closing" INTEGER,
  "currency" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "balance_month_by_customer_id_month" ON "balance_month" ("customer_id", "month");

CREATE TABLE "movement" (
  "id" TEXT PRIMARY KEY NOT NULL,
  "scope" TEXT NOT NULL,
  "deleted" INTEGER NOT NULL,
  "customer_id" TEXT,
  "holding_id" TEXT,
  "booked_on" TEXT,
  "direction" TEXT,
  "amount" INTEGER,
  "currency" TEXT,
  "balance" INTEGER,
  "channel" TEXT,
  "purpose" TEXT,
  "counterparty" TEXT,
  "reference" TEXT,
  "_clock" INTEGER NOT NULL,
  "_device" INTEGER NOT NULL,
  "_units" TEXT,
  "_extra" TEXT
) STRICT;

CREATE INDEX "movement_by_customer_id_booked_on" ON "movement" ("customer_id", "booked_on");

CREATE TABLE "_meta" (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "_scope" (
  scope TEXT PRIMARY KEY NOT NULL,
  "right" TEXT NOT NULL,
  state TEXT NOT NULL,
  cursor INTEGER NOT NULL,
  checksum TEXT NOT NULL,
  rows INTEGER NOT NULL,
  pin INTEGER,
  after_table TEXT,
  after_id TEXT,
  as_of INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE "_outbox" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  tx INTEGER NOT NULL,
  tbl TEXT NOT NULL,
  row_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  cells TEXT NOT NULL,
  before TEXT,
  clock INTEGER NOT NULL,
  base TEXT NOT NULL,
  state INTEGER NOT NULL,
  at INTEGER NOT NULL,
  arrived_at INTEGER
) STRICT;

CREATE INDEX "_outbox_by_row" ON "_outbox" (row_id);

CREATE INDEX "_outbox_waiting" ON "_outbox" (scope) WHERE state <> 1;

CREATE TABLE "_undo" (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  label TEXT NOT NULL,
  at INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  state INTEGER NOT NULL
) STRICT;

CREATE TABLE "_history" (
  tbl TEXT NOT NULL,
  row_id TEXT NOT NULL,
  clock INTEGER NOT NULL,
  device INTEGER NOT NULL,
  scope TEXT NOT NULL,
  person_id TEXT,
  before TEXT,
  cells TEXT NOT NULL,
  arrived_at INTEGER,
  PRIMARY KEY (row_id, tbl, clock, device)
) STRICT, WITHOUT ROWID;

CREATE TABLE "_refused" (
  id INTEGER PRIMARY KEY NOT NULL,
  tbl TEXT NOT NULL,
  row_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  cells TEXT NOT NULL,
  reason TEXT NOT NULL,
  "column" TEXT,
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE "_foreign" (
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  scope TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  cells TEXT NOT NULL,
  clock INTEGER NOT NULL,
  device INTEGER NOT NULL,
  units TEXT,
  PRIMARY KEY (tbl, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE "_seen" (
  scope TEXT NOT NULL,
  tbl TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (scope, tbl, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE "_derivation" (
  name TEXT PRIMARY KEY NOT NULL,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE "_flag" (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE "_upload" (
  sha256 TEXT PRIMARY KEY NOT NULL,
  bytes INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  tries INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
