ALTER TABLE "device" ADD COLUMN "confirmed_n" bigint;

ALTER TABLE "device" ADD COLUMN "anew_at" bigint;

CREATE TABLE "held_deletion" (
  "device" integer PRIMARY KEY,
  "at" bigint NOT NULL,
  "scope" text NOT NULL,
  "deleted" bigint NOT NULL,
  "of_rows" bigint NOT NULL,
  "allowed_at" bigint
);

CREATE TABLE "poison" (
  "device" integer NOT NULL,
  "n" bigint NOT NULL,
  "change" text NOT NULL,
  "at" bigint NOT NULL,
  "status" text NOT NULL,
  CONSTRAINT "poison_pk" PRIMARY KEY ("device", "n")
);
