// SPDX-License-Identifier: Apache-2.0

import CCompatibility
import Testing

/// The functions that the program brings along instead of asking the system's C library for them.
@Suite struct CCompatibilityTests {
    @Test(
        arguments: [
            (3, 4, 5), (-3, 4, 5), (0, -0.5, 0.5), (0, 0, 0),
            // The squares of these are no floats any more.
            (0x3p100, 0x4p100, 0x5p100), (0x3p-140, 0x4p-140, 0x5p-140),
            (Float.greatestFiniteMagnitude, 1, Float.greatestFiniteMagnitude),
            (Float.greatestFiniteMagnitude, Float.greatestFiniteMagnitude, .infinity),
            (.infinity, 1, .infinity), (1, -.infinity, .infinity), (.nan, -.infinity, .infinity),
            (.infinity, .nan, .infinity),
        ] as [(Float, Float, Float)]
    )
    func hypotenuse(_ x: Float, _ y: Float, _ expected: Float) {
        #expect(hypotf(x, y) == expected)
    }

    @Test func hypotenuseOfNoNumber() {
        #expect(hypotf(.nan, 1).isNaN)
        #expect(hypotf(1, .nan).isNaN)
    }

    /// Each bit is set in some of the numbers and not in others: the odds of a failure are one in 2⁹⁰.
    @Test func randomNumbersUseEveryBit() {
        let numbers = (0..<96).map { _ in arc4random() }
        #expect(numbers.reduce(0, |) == .max)
        #expect(numbers.reduce(.max, &) == 0)
    }
}
