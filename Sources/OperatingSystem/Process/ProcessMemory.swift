// SPDX-License-Identifier: Apache-2.0

internal import COperatingSystem
internal import Glibc

/// The memory of the process.
package enum ProcessMemory {
    /// Larger than what most requests need.
    ///
    /// Each page that is mapped costs a fault: a prompt of 1 MB takes 1.7 times the CPU time with 512 KiB.
    private static let largeBlock: Int32 = 2 << 20

    /// Lets every large block have memory of its own, which the system has back when the block is freed; to be called
    /// before there are threads.
    ///
    /// The C library begins so too. But it takes the first large block that is freed for what will come again: from then
    /// on blocks up to its size are on the heap, and each thread's heap keeps up to twice its size for ever.
    package static func mapLargeBlocks() {
        coperatingsystem_map_blocks(largeBlock)
    }

    /// Gives what is free on the heap back to the system.
    ///
    /// The C library does so by itself only at the heap's end, where something is always in use. It takes some
    /// milliseconds for each 100 MB.
    package static func giveBack() {
        coperatingsystem_trim_heap()
    }

    /// Lets no crash leave a core dump: everything is in it that was in memory, keys and prompts among it.
    ///
    /// - Returns: What went wrong; nil when nothing did.
    package static func forbidCoreDumps() -> String? {
        let result = coperatingsystem_forbid_core_dumps()
        return result == 0 ? nil : SystemCall.describe(-result)
    }

    /// The most address space that the process may take (`ulimit -v`), in bytes; nil for any.
    package static var addressSpaceLimit: Int? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0 else { return nil }
        return limit.rlim_cur == rlim_t.max ? nil : Int(clamping: limit.rlim_cur)
    }
}
