"""Work that happens after the answer: job table, leases, schedule, worker."""
