import CCurl
import Glibc

/// The transfer behind a callback's context pointer; see `Transfer` for why it is alive.
private func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
    guard let context = unsafe context else { return nil }
    return unsafe Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
}

/// CURLOPT_WRITEFUNCTION: anything but the number of bytes offered stops the transfer.
func onBody(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    let isWelcome = unsafe transfer(context)?.receive(body: buffer) ?? false
    return isWelcome ? size * count : -1
}

/// CURLOPT_HEADERFUNCTION: one call for each complete line.
func onHeader(
    _ bytes: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?
) -> Int {
    let buffer = unsafe UnsafeRawBufferPointer(start: bytes, count: size * count)
    let isWelcome = unsafe transfer(context)?.receive(headerLine: buffer) ?? false
    return isWelcome ? size * count : -1
}

/// CURLOPT_XFERINFOFUNCTION: anything but 0 stops the transfer.
func onProgress(
    _ context: UnsafeMutableRawPointer?, _ expectedDown: curl_off_t, _ down: curl_off_t,
    _ expectedUp: curl_off_t,
    _ up: curl_off_t
) -> Int32 {
    unsafe transfer(context)?.receivedOnWire(Int(down)) == true ? 0 : 1
}

/// CURLOPT_OPENSOCKETFUNCTION: called for each address of each hop just before connecting to it.
func onOpenSocket(
    _ context: UnsafeMutableRawPointer?, _ purpose: curlsocktype,
    _ address: UnsafeMutablePointer<curl_sockaddr>?
) -> curl_socket_t {
    guard let transfer = unsafe transfer(context), let address = unsafe address,
        let offset = MemoryLayout<curl_sockaddr>.offset(of: \.addr)
    else { return CURL_SOCKET_BAD }
    let family = unsafe address.pointee.family
    let length = unsafe Int(address.pointee.addrlen)
    // `addr` is declared as the generic 16 bytes but holds `addrlen` bytes of the real family.
    let bytes = unsafe UnsafeRawBufferPointer(start: UnsafeRawPointer(address) + offset, count: length)
    guard transfer.accepts(IPAddress(socketAddress: unsafe [UInt8](bytes), family: family)) else {
        return CURL_SOCKET_BAD
    }
    // Commands started as alert sinks must not inherit the connection.
    let type = unsafe address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
    return socket(family, type, unsafe address.pointee.protocol)
}

/// CURLOPT_PREREQFUNCTION: called before each request, also on a reused connection.
///
/// A connection that another request was allowed to open must not serve one that is not.
func onBeforeRequest(
    _ context: UnsafeMutableRawPointer?, _ remoteAddress: UnsafeMutablePointer<CChar>?,
    _ localAddress: UnsafeMutablePointer<CChar>?, _ remotePort: Int32, _ localPort: Int32
) -> Int32 {
    guard let transfer = unsafe transfer(context), let remoteAddress = unsafe remoteAddress else {
        return Int32(CURL_PREREQFUNC_ABORT)
    }
    let address = unsafe IPAddress(String(cString: remoteAddress))
    return transfer.accepts(address) ? Int32(CURL_PREREQFUNC_OK) : Int32(CURL_PREREQFUNC_ABORT)
}
