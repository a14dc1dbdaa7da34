import CCurl

/// The authorities by whose certificates servers are checked.
package enum TrustStore {
    /// The file of certificates that libcurl was built to read, in PEM; nil when it names none.
    package static var bundle: String? {
        guard let version = unsafe curl_version_info(CURLVERSION_TENTH),
            let path = unsafe version.pointee.cainfo
        else { return nil }
        return unsafe String(cString: path)
    }
}
