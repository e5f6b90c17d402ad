-- Short access tokens, and refresh tokens that change with each exchange; see src-server/auth/rotation.ts.
ALTER TABLE "device" ADD COLUMN "system" text;

ALTER TABLE "device" ADD COLUMN "refresh_hash" text;

ALTER TABLE "device" ADD COLUMN "refresh_n" integer NOT NULL DEFAULT 0;

ALTER TABLE "device" ADD COLUMN "refresh_at" bigint;

ALTER TABLE "device" ADD COLUMN "refresh_used" integer NOT NULL DEFAULT 0;

ALTER TABLE "device" ADD COLUMN "spent_hash" text;

ALTER TABLE "device" ADD COLUMN "spent_salt" text;

ALTER TABLE "device" ADD COLUMN "refresh_epoch" text;

CREATE TABLE "access_token" (
  "hash" text PRIMARY KEY,
  "device" integer NOT NULL,
  "n" integer NOT NULL,
  "expires_at" bigint NOT NULL
);

CREATE INDEX "access_token_by_device" ON "access_token" ("device");

CREATE INDEX "access_token_by_expires_at" ON "access_token" ("expires_at");
