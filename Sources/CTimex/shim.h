/// adjtimex(2) without its structure: the system's header brings a timeval of its own, which stands in the way of Glibc's in
/// a build with the static Swift runtime. `ask` is zeroed memory that holds a struct timex (208 bytes on 64-bit Linux).
int adjtimex(void *ask);
