"""Pages that people read: views (plain records), templates, and the site that puts them into a run folder."""
