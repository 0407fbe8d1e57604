// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// Runs tasks on an event loop, so that an endpoint's code and its provider's connection share one thread.
///
/// NIO's way of replacing the global executor does not work in a statically linked binary; a task executor does.
package final class EventLoopExecutor: TaskExecutor {
    /// The loop.
    package let eventLoop: any EventLoop

    /// Makes an executor of a loop.
    package init(_ eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
    }

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        eventLoop.execute { [self] in
            unsafe job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }
}
