CREATE INDEX "event_customer_by_event_id" ON "event_customer" ("event_id");

CREATE INDEX "event_customer_by_customer_id" ON "event_customer" ("customer_id");
