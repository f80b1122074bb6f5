import Glibc
import Synchronization

// What comes in.
extension Connection {
    /// Reads whatever is there, as far as it is wanted now.
    func fill() {
        while !isOver {
            switch phase {
            case .greeting:
                guard greet() else { return }
                continue
            case .answering, .sending:
                // The next request may wait, and who asks need not be heard meanwhile.
                return want(Poll.readable | Poll.halfClosed, false)
            default: break
            }
            switch transport.receive(into: thread.scratch) {
            case .later: return
            case .broken: return close()
            case .end: return close()
            case .bytes(let count):
                moved = monotonicNanoseconds()
                take(UnsafeRawBufferPointer(rebasing: thread.scratch[..<count]))
                if case .plain = transport, count < thread.scratch.count { return }
            }
        }
    }

    private func greet() -> Bool {
        guard case .secure(let session, _) = transport else { return false }
        switch session.greet() {
        case .done:
            phase = .head
            want(Poll.readable | Poll.halfClosed)
            return true
        case .waitsForReading: want(Poll.readable | Poll.halfClosed)
        case .waitsForWriting: want(Poll.writable)
        case .failed: close()
        }
        return false
    }

    private func take(_ bytes: UnsafeRawBufferPointer) {
        switch phase {
        case .streaming: return
        case .lingering(let until, let left):
            guard bytes.count < left else { return close() }
            phase = .lingering(until: until, left: left - bytes.count)
            return
        case .body where input.isEmpty:
            let count = bytes.withMemoryRebound(to: UInt8.self) { feed($0) }
            if count < bytes.count, !isOver {
                input.append(UnsafeRawBufferPointer(rebasing: bytes[count...]))
            }
        default: input.append(bytes)
        }
        advance()
    }

    /// Goes on with what has come, as far as it leads.
    func advance() {
        while !isOver {
            switch phase {
            case .head:
                guard !input.isEmpty, readHead() else { return }
            case .body:
                guard !input.isEmpty else { return }
                // A copy: what the last piece leads to may let go of the rest.
                let held = input
                let count = held.withBytes { feed($0) }
                if !isOver { input.drop(min(count, input.count)) }
            case .skipping(let rest):
                let count = min(rest, input.count)
                input.drop(count)
                guard count == rest else {
                    phase = .skipping(rest - count)
                    return
                }
                phase = .head
            case .greeting, .answering, .sending, .streaming, .lingering: return
            }
        }
    }

    /// Whether a whole head was there.
    private func readHead() -> Bool {
        do throws(HeadFault) {
            let limit = engine.configuration.headerBytes
            let head: (head: RequestHead, count: Int)? =
                try input.withBytes { bytes throws(HeadFault) in
                    guard case .whole(let range) = try scanner.scan(bytes) else { return nil }
                    guard range.count <= limit else { throw Connection.headTooLarge(limit) }
                    let head = try RequestHead(
                        UnsafeBufferPointer(rebasing: bytes[range]),
                        fieldsAtMost: engine.configuration.headerCount)
                    return (head, range.upperBound)
                }
            guard let (head, count) = head else {
                guard input.count <= limit else { throw Connection.headTooLarge(limit) }
                return false
            }
            scanner = HeadScanner()
            input.drop(count)
            admit(head)
            return true
        } catch {
            refuse(error)
            return false
        }
    }

    private static func headTooLarge(_ limit: Int) -> HeadFault {
        HeadFault("has a head of more than \(limit) bytes", status: .headerFieldsTooLarge)
    }

    /// Gives bytes to the body, and says how many of them it took.
    private func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        guard case .body(var upload) = phase else { return 0 }
        phase = .sending
        do {
            let (count, outcome) = try upload.take(bytes, within: engine.bodies)
            switch outcome {
            case .more: phase = .body(upload)
            case .whole: start(upload)
            case .tooLarge: giveUp(upload, Engine.bodyTooLarge(upload.largest))
            case .noRoom:
                engine.counts.withLock { $0.bodiesRefused += 1 }
                engine.askForRoomForBodies()
                giveUp(upload, Engine.noRoomForBodies)
            }
            return count
        } catch {
            engine.bodies.giveBack(upload.share)
            refuse(error)
            return bytes.count
        }
    }

    /// Answers before the body is whole, and takes no more of it.
    func giveUp(_ upload: Upload, _ problem: Problem) {
        engine.bodies.giveBack(upload.share)
        engine.counts.withLock { $0.requestsRefused += 1 }
        request.closes = true
        request.lingers = true
        answer(upload.request, with: problem)
    }
}
