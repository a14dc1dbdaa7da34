extension Int {
    /// "1 feed", "2 feeds"; "1 story", "2 stories" where the plural is stated.
    package func counting(_ noun: String, _ plural: String? = nil) -> String {
        "\(self) \(self == 1 ? noun : plural ?? noun + "s")"
    }
}
