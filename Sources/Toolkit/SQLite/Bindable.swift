/// A value that a parameter can be given. Types of a program's own may join by binding one of
/// these.
public protocol Bindable {
    func bind(to statement: Statement, at index: Int) throws
}

extension Int64: Bindable {
    public func bind(to statement: Statement, at index: Int) throws {
        try statement.bind(self, at: index)
    }
}

extension Int: Bindable {
    public func bind(to statement: Statement, at index: Int) throws {
        try statement.bind(Int64(self), at: index)
    }
}

/// As 0 or 1: SQLite has no truth values of its own.
extension Bool: Bindable {
    public func bind(to statement: Statement, at index: Int) throws {
        try statement.bind(Int64(self ? 1 : 0), at: index)
    }
}

extension Double: Bindable {
    public func bind(to statement: Statement, at index: Int) throws {
        try statement.bind(self, at: index)
    }
}

extension String: Bindable {
    public func bind(to statement: Statement, at index: Int) throws {
        try statement.bind(self, at: index)
    }
}

extension [UInt8]: Bindable {
    public func bind(to statement: Statement, at index: Int) throws {
        try statement.bind(self, at: index)
    }
}
