// SPDX-License-Identifier: MIT

internal import Glibc

/// The heaps that the C library gives to threads.
enum ThreadHeaps {
    /// Makes glibc hand out the address space of a thread's heap in large pieces: left alone, it asks the kernel for
    /// every page, which takes a fifth of the time that judging many files takes. Pages that are not used cost nothing.
    static let growInLargeSteps: Void = {
        let topPad: CInt = -2  // M_TOP_PAD; Glibc's module does not have malloc.h
        guard let symbol = dlsym(nil, "mallopt") else { return }
        let mallopt = unsafeBitCast(symbol, to: (@convention(c) (CInt, CInt) -> CInt).self)
        _ = mallopt(topPad, 32 << 20)
    }()
}
