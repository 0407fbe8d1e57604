// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FastCGI
import FoundationEssentials
import Providers
import Testing

@testable import Configuration

/// Variables and files that stand for values.
struct FileReferenceTests {
    private static let variables = [
        "NAME": "value", "_A1": "x", "DOLLAR": "${NAME}", "EMPTY": "", "TOKEN": "file:/etc/passwd",
    ]

    @Test(arguments: [
        ("plain", "plain"), ("${NAME}", "value"), ("a${NAME}b${_A1}", "avaluebx"), ("$NAME", "$NAME"), ("$", "$"),
        ("$$", "$$"), ("$${NAME}", "${NAME}"), ("$$${NAME}", "$${NAME}"), ("a$${", "a${"), ("${DOLLAR}", "${NAME}"),
        ("a}b", "a}b"), ("file:/x", "file:/x"), ("ä${NAME}", "ävalue"),
    ])
    func variablesArePutIn(_ written: String, _ expected: String) throws {
        let text = try FileText(written, Self.variables, isSecret: false)
        #expect(text.text == expected)
        #expect(text.isLiteral == (written == expected))
    }

    @Test(arguments: ["${", "a${NAME", "${}", "${1A}", "${A-B}", "${A:-b}", "${ NAME }", "${ä}"])
    func whatIsNoReferenceIsAFault(_ written: String) {
        let fault = #expect(throws: FileText.Fault.self) { try FileText(written, Self.variables, isSecret: false) }
        #expect(fault?.problem == "expected a variable such as ${NAME}; $${ stands for ${ itself")
    }

    @Test(arguments: ["NOT_SET", "EMPTY"])
    func aVariableThatIsNotSetIsAFault(_ name: String) {
        #expect(
            SettingsFile.faults("limits:\n  body: ${\(name)}\n", Self.variables) == [
                "llm-gateway.yaml:2:9: limits.body: the variable \(name) is not set"
            ]
        )
    }

    @Test func anyValueMayBeAVariable() throws {
        let text = """
            limits: {body: "${BODY}", idle_exit: "${OFF}"}
            access: {origins: ["https://${HOST}", "https://b.example"], key: "${KEY}"}
            models: ${MODELS}
            metrics: ${ON}
            providers: {mistral: {key: "${KEY}", headers: {X-Title: "a ${HOST}"}, models: ["${HOST}"]}}
            """
        let configuration = try SettingsFile.load(
            text,
            ["BODY": "7", "OFF": "off", "HOST": "a.example", "KEY": "k", "MODELS": "local/a,local/b", "ON": "on"]
        )
        #expect(configuration.serverLimits.body == 7)
        #expect(configuration.allowedOrigins == ["https://a.example", "https://b.example"])
        #expect(configuration.secretToken?.revealed == "k")
        #expect(configuration.models.count == 2)
        #expect(configuration.hasMetrics)
        #expect(configuration.registry["mistral"]?.key?.revealed == "k")
        #expect(configuration.registry["mistral"]?.models == ["a.example"])
    }

    /// Whatever it is about, a message has the file's own words, and not what was put into them.
    @Test(arguments: FileSettingsTests.valueKeys)
    func noFaultShowsWhatWasPutIn(_ key: String) throws {
        let value = try #require(FileLayout.current.values[key])
        for (environment, text) in [
            (["HIDDEN": "s3cret value"], "${HIDDEN}"), (["HIDDEN": "s3cret"], "a${HIDDEN},b c"),
            (["HIDDEN": "1.5,s3cret/x,\u{7}"], "${HIDDEN}"),
        ] {
            for fault in SettingsFile.faults(FileSettingsTests.file(value, text, asList: false), environment) {
                #expect(!fault.contains("s3cret"), "\(fault)")
                #expect(fault.hasPrefix("llm-gateway.yaml:1:"), "\(fault)")
            }
        }
    }

    // MARK: Files

    @Test func aSecretMayBeAFile() throws {
        try SettingsFile.withDirectory { directory in
            for (content, expected) in [("s3cret", "s3cret"), ("s3cret\n", "s3cret"), ("s3cret\r\n", "s3cret")] {
                try SettingsFile.write(content, to: "\(directory)/key", mode: 0o444)
                let text = """
                    access: {key: file:\(directory)/key}
                    providers: {openai: {key: "file:${DIRECTORY}/key", headers: {X-Key: file:\(directory)/key}}}
                    """
                let configuration = try SettingsFile.load(text, ["DIRECTORY": directory])
                #expect(configuration.secretToken?.revealed == expected)
                #expect(configuration.registry["openai"]?.secrets.map(\.revealed) == [expected, expected])
            }
        }
    }

    @Test func whatIsNoFileOfASecretIsAFault() throws {
        try SettingsFile.withDirectory { directory in
            try SettingsFile.write("", to: "\(directory)/empty")
            try SettingsFile.write("\n", to: "\(directory)/line")
            try SettingsFile.write(String(repeating: "x", count: 65_536), to: "\(directory)/large")
            try SettingsFile.write(String(repeating: "x", count: 65_537), to: "\(directory)/too-large")
            #expect(FileManager.default.createFile(atPath: "\(directory)/binary", contents: Data([0xFF, 0xFE])))
            for (path, problem) in [
                ("\(directory)/empty", "\(directory)/empty is empty"),
                ("\(directory)/line", "\(directory)/line is empty"),
                ("\(directory)/too-large", "\(directory)/too-large has more than 65536 bytes"),
                ("\(directory)/binary", "\(directory)/binary is no UTF-8 text"),
                (directory, "\(directory) is no regular file"),
                ("/dev/null", "/dev/null is no regular file"),
                ("\(directory)/none", "\(directory)/none cannot be read: No such file or directory (errno 2)"),
                ("key", "expected file: and a whole path, such as file:/run/secrets/key"),
            ] {
                let faults = SettingsFile.faults("access:\n  key: file:\(path)\n")
                #expect(faults == ["llm-gateway.yaml:2:8: access.key: \(problem)"])
            }
            #expect(SettingsFile.faults("access:\n  key: file:\(directory)/large\n") == [])
        }
    }

    /// Nobody but the file's author says that a file is to be read.
    @Test func theValueOfAVariableNamesNoFile() throws {
        #expect(
            try SettingsFile.load("access: {key: '${TOKEN}'}", Self.variables).secretToken?.revealed
                == "file:/etc/passwd"
        )
        // Nor does a value that is no secret.
        #expect(
            SettingsFile.faults("log: {level: 'file:/etc/passwd'}").first?.contains("got \"file:/etc/passwd\"") == true
        )
    }
}

extension FileSettingsTests {
    static let valueKeys = FileLayout.current.values.keys.sorted()
}
