private import EventLog
private import SQLite

/// Tells what SQLite refused in the log's words. Anything else passes as it is.
func translatingErrors<Value>(_ body: () throws -> Value) throws -> Value {
    do {
        return try body()
    } catch let error as SQLiteError {
        throw LogError.unavailable("The log cannot be used. \(error)")
    } catch let error as NewerSchema {
        throw LogError.unavailable("The log cannot be used. \(error)")
    } catch let error as MigrationError {
        throw LogError.unavailable("The log cannot be used. \(error)")
    } catch let error as BackupError {
        throw LogError.unavailable("The log cannot be used. \(error)")
    } catch let error as HighWaterMarkError {
        throw LogError.unavailable("The log cannot be used. \(error)")
    }
}
