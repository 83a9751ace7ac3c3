-- Since when the traffic shows an open drift to be gone; null while it is seen, and while too little comes to tell.
ALTER TABLE traffic.drift ADD COLUMN clear_since timestamptz;
