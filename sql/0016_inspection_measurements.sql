-- What the inspectors measured on site (实测数量), item by item, against what the acceptance measured and the settlement
-- billed: [{"item","unit","billed","measured"}], amounts as decimal text.
ALTER TABLE inspection ADD COLUMN measurements jsonb NOT NULL DEFAULT '[]';
