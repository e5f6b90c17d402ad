CREATE TABLE "blob_holder" (
  "sha256" text NOT NULL,
  "person_id" text NOT NULL,
  "device" integer NOT NULL,
  "bytes" bigint NOT NULL,
  "at" bigint NOT NULL,
  CONSTRAINT "blob_holder_pk" PRIMARY KEY ("sha256", "person_id")
);

CREATE INDEX "blob_holder_by_person" ON "blob_holder" ("person_id", "at");

CREATE TABLE "blob_proof" (
  "attachment_id" text NOT NULL,
  "sha256" text NOT NULL,
  "at" bigint NOT NULL,
  CONSTRAINT "blob_proof_pk" PRIMARY KEY ("attachment_id", "sha256")
);

CREATE TABLE "upload" (
  "id" text PRIMARY KEY,
  "device" integer NOT NULL,
  "person_id" text NOT NULL,
  "attachment_id" text NOT NULL,
  "sha256" text NOT NULL,
  "bytes" bigint NOT NULL,
  "received" bigint NOT NULL,
  "begun_at" bigint NOT NULL,
  "expires_at" bigint NOT NULL,
  "finished_at" bigint
);

CREATE INDEX "upload_by_person" ON "upload" ("person_id");

CREATE INDEX "upload_by_expires_at" ON "upload" ("expires_at");

CREATE TABLE "upload_part" (
  "upload_id" text NOT NULL,
  "start" bigint NOT NULL,
  "bytes" bigint NOT NULL,
  "key" text NOT NULL,
  CONSTRAINT "upload_part_pk" PRIMARY KEY ("upload_id", "start")
);

CREATE INDEX "upload_part_by_key" ON "upload_part" ("key");

-- Rows from before there were proofs: their bytes were sent by whoever attached them.
INSERT INTO "blob_proof" ("attachment_id", "sha256", "at")
  SELECT DISTINCT a.id, a.sha256, b.stored_at FROM "attachment" AS a JOIN "blob" AS b ON b.sha256 = a.sha256;
