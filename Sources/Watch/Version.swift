/// The release of this package, as programs print it and requests name it.
package enum Version {
    package static let current = "0.1.0"
}
