ALTER TABLE "customer" ADD COLUMN "merged_at" bigint;

-- Customers of one book with one mobile number are found by it.
CREATE INDEX "contact_point_by_value" ON "contact_point" ("value");
