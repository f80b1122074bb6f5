import Casework

// Feeds any bytes to everything that reads JSON. A finding is a crash, an event that does not come
// back as it was written, or an error text that shows the child.

/// libFuzzer's way in: called again and again with bytes it has made up.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    readEvent(bytes)
    readBatch(bytes)
    readAlert(bytes)
    readBinary(bytes)
    return 0
}

// libFuzzer calls from one thread.
nonisolated(unsafe) private let decoder = EventDecoder()
nonisolated(unsafe) private let batches = EventBatchDecoder(most: 100)
nonisolated(unsafe) private let alerts = AlertDecoder()
nonisolated(unsafe) private let binary = BinaryEventDecoder()

private func readEvent(_ bytes: UnsafeRawBufferPointer) {
    do throws(InvalidEvent) {
        check(try decoder.decode(bytes))
    } catch {
        check(error)
    }
}

private func readBatch(_ bytes: UnsafeRawBufferPointer) {
    do throws(InvalidEvent) {
        for result in try batches.decode(bytes) {
            switch result {
            case .success(let element):
                check(element.event)
                precondition(sound { try decoder.decode(element.bytes) } == element.event)
            case .failure(let error): check(error)
            }
        }
    } catch {
        check(error)
    }
}

private func readAlert(_ bytes: UnsafeRawBufferPointer) {
    do throws(InvalidEvent) {
        let alert = try alerts.decode(bytes)
        precondition(sound { try alerts.decode(AlertEncoder.encode(alert)) } == alert)
    } catch {
        check(error)
    }
}

/// The bytes as the payload of an event whose attributes are sound.
private func readBinary(_ bytes: UnsafeRawBufferPointer) {
    do throws(InvalidEvent) {
        var attributes = HeaderAttributes(.http)
        for (name, value) in [
            ("specversion", "1.0"), ("id", "e"), ("source", "fuzz"), ("type", "closure.recorded"),
            ("time", "2026-03-31T09:41:07Z"),
        ] {
            try attributes.add("ce-\(name)", value.utf8)
        }
        let (event, _) = try binary.decode(attributes, data: bytes, contentType: nil)
        precondition(event.id == "e" && event.source == "fuzz", "the payload changed the envelope")
        check(event)
    } catch {
        check(error)
    }
}

private func check(_ event: Event) {
    precondition(sound { try decoder.decode(EventEncoder.encode(event)) } == event)
}

private func check(_ error: InvalidEvent) {
    precondition(!error.field.isEmpty && !error.problem.isEmpty && !error.remedy.isEmpty)
    precondition(!error.description.contains("CH 1017"), "an error text shows the child")
}

private func sound<Value>(_ read: () throws -> Value) -> Value? { try? read() }
