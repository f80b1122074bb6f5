import Digests
import Testing

@Suite struct MessageAuthenticationTests {
    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    @Test func `the code is HMAC-SHA256 as RFC 4231 has it`() {
        // Test cases 1, 2 and 6: a short key, a text key, a key longer than a block.
        let first = MessageAuthentication.code(
            of: "Hi There".utf8, secret: [UInt8](repeating: 0x0b, count: 20))
        #expect(
            hexadecimal(first)
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        let second = MessageAuthentication.code(
            of: "what do ya want for nothing?".utf8, secret: Array("Jefe".utf8))
        #expect(
            hexadecimal(second)
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let sixth = MessageAuthentication.code(
            of: "Test Using Larger Than Block-Size Key - Hash Key First".utf8,
            secret: [UInt8](repeating: 0xaa, count: 131))
        #expect(
            hexadecimal(sixth)
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }

    @Test func `another message, secret or code is not valid`() {
        let secret = MessageAuthentication.randomSecret()
        let code = MessageAuthentication.code(of: "message".utf8, secret: secret)
        #expect(MessageAuthentication.isValid(code, of: "message".utf8, secret: secret))
        #expect(!MessageAuthentication.isValid(code, of: "massage".utf8, secret: secret))
        #expect(
            !MessageAuthentication.isValid(
                Array(code.dropLast()), of: "message".utf8, secret: secret))
        let other = MessageAuthentication.randomSecret()
        #expect(!MessageAuthentication.isValid(code, of: "message".utf8, secret: other))
    }
}
