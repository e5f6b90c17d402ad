-- What laptops last told of their checksums, for `verify`.
CREATE TABLE "device_scope" (
  "device" integer NOT NULL,
  "scope" text NOT NULL,
  "cursor" bigint NOT NULL,
  "checksum" text NOT NULL,
  "differs" text,
  "at" bigint NOT NULL,
  CONSTRAINT "device_scope_pk" PRIMARY KEY ("scope", "device")
);
