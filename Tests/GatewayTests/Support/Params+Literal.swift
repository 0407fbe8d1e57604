// SPDX-License-Identifier: Apache-2.0

import FastCGI

extension Params: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init()
        for (name, value) in elements { append(name: name.utf8, value: value.utf8) }
    }
}
