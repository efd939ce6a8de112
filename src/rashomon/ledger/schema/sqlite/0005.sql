-- Reading on where a run was stopped: what was already captured from a place is found by its bytes.
CREATE INDEX capture_original ON capture (original_id);
