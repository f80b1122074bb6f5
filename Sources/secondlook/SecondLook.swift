@main
struct SecondLook {
    static func main() {}
}
