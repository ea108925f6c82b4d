"""The shared PostgreSQL database: the referee. The only server SQL is here."""
