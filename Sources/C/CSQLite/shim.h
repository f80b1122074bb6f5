#pragma once
#include <sqlite3.h>

// SQLite's own names for how long a bound value lives are casts, which Swift cannot see.
static inline sqlite3_destructor_type csqlite_copied(void) { return SQLITE_TRANSIENT; }
static inline sqlite3_destructor_type csqlite_borrowed(void) { return SQLITE_STATIC; }
