// SPDX-License-Identifier: Apache-2.0

package import Configuration
package import Logging
internal import OperatingSystem

/// Reads the configuration again while requests are in flight.
///
/// What has a fault changes nothing: the configuration before stays in force, and the log and the metrics say so.
package actor ConfigurationReload {
    /// Why it is read again.
    package enum Cause: String, Sendable {
        /// Somebody has asked for it.
        case signal
        /// The file has changed.
        case change
    }

    /// The most faults that the log tells one by one; `llm-gateway check` has all of them.
    private static let loggedFaults = 20

    private let gateway: Gateway
    private let logger: Logger
    private let onSuccess: @Sendable (Configuration) -> Void
    private var loader: ConfigurationLoader
    /// The file of settings, once there is one; it stays the same file.
    private var path: String?
    private var change: FileChange

    /// Makes one.
    ///
    /// - Parameters:
    ///   - gateway: Whose configuration it is.
    ///   - loader: What the configuration in force was read with.
    ///   - logger: Where events go.
    ///   - onSuccess: Gets each configuration that comes into force.
    package init(
        of gateway: Gateway,
        with loader: ConfigurationLoader,
        logger: Logger,
        onSuccess: @escaping @Sendable (Configuration) -> Void = { _ in }
    ) {
        self.gateway = gateway
        self.loader = loader
        self.logger = logger
        self.onSuccess = onSuccess
        let file = gateway.configuration.file
        path = file?.path
        change = FileChange(read: file?.version)
    }

    /// Looks whether the file has changed, and reads it if it has; to be called again and again.
    package func look() {
        guard let path, change.look(FileVersion(path)) else { return }
        read(because: .change)
    }

    /// Reads the configuration again.
    ///
    /// - Returns: Whether there was something to read: without a file, nothing can have changed.
    package func reload() -> Bool {
        if let path { change.noteReading(of: FileVersion(path)) }
        return read(because: .signal)
    }

    @discardableResult
    private func read(because cause: Cause) -> Bool {
        do throws(ConfigurationError) {
            var configuration = try loader.load(path)
            guard let file = configuration.file else { return false }
            if path == nil { change = FileChange(read: file.version) }
            path = file.path
            let inForce = gateway.configuration
            let fixed = configuration.keepFixedSettings(of: inForce)
            gateway.apply(configuration)
            onSuccess(configuration)
            gateway.noteReload(succeeded: true)
            tell(configuration, before: inForce, fixed, cause)
        } catch {
            gateway.noteReload(succeeded: false)
            tell(error.faults, cause)
        }
        return true
    }

    private func tell(_ configuration: Configuration, before: Configuration, _ fixed: [String], _ cause: Cause) {
        logger.notice(
            "the configuration was read again",
            metadata: ["cause": "\(cause.rawValue)", "file": "\(path ?? "")"]
        )
        for setting in fixed {
            logger.warning(
                "a setting has changed that is read at the start alone: restart the gateway",
                metadata: ["setting": "\(setting)"]
            )
        }
        if configuration.secretToken == nil, before.secretToken != nil {
            logger.warning("there is no key any more: whoever reaches the web server may call")
        }
        for warning in configuration.warnings where !before.warnings.contains(warning) {
            logger.warning("\(warning)")
        }
    }

    private func tell(_ faults: [String], _ cause: Cause) {
        logger.error(
            "the configuration has faults: the one before stays in force",
            metadata: ["cause": "\(cause.rawValue)", "faults": "\(faults.count)"]
        )
        for fault in faults.prefix(Self.loggedFaults) {
            logger.error("a fault of the configuration", metadata: ["fault": "\(fault)"])
        }
    }
}
