// SPDX-License-Identifier: Apache-2.0

import NIOSSL

/// A certificate that has signed itself, and its key: for tests of verification, worthless elsewhere.
struct TestCertificate {
    /// The certificate as PEM.
    let certificate: String
    private let privateKey: String

    /// How a server shows it.
    func serverConfiguration() throws -> TLSConfiguration {
        TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(certificate.utf8)).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(privateKey.utf8), format: .pem))
        )
    }

    /// For localhost and 127.0.0.1, until 2126.
    static let localhost = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBnDCCAUGgAwIBAgIUJZ6FeBUZVSxMXroYF5OajWaY2SIwCgYIKoZIzj0EAwIw
            FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEzMzk0OFoYDzIxMjYxMDI5
            MTMzOTQ4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAATE9p0Q2NFXXo7itnrkhG2zY0XP61J+wRJpLB4I26CdskGbj4+y2e7t
            SV2hq0Xcif7Uf2kd9MzG1wt5E9h0I4dao28wbTAdBgNVHQ4EFgQUKdtWROC9ymI6
            VD4keHCs61X+nJwwHwYDVR0jBBgwFoAUKdtWROC9ymI6VD4keHCs61X+nJwwDwYD
            VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
            zj0EAwIDSQAwRgIhAOY4Kccu+NjZkuHNbRUoluubUHGVHO6ooAECPzK3Ex3SAiEA
            rzVsO769DbN4Daw8dCFDINPNOmYsuqOMyBFFTmg2d6w=
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgG320/fN8RrjkAOgY
            lptNKnGCz9Ub35kidiX5Q6eSIO2hRANCAATE9p0Q2NFXXo7itnrkhG2zY0XP61J+
            wRJpLB4I26CdskGbj4+y2e7tSV2hq0Xcif7Uf2kd9MzG1wt5E9h0I4da
            -----END PRIVATE KEY-----
            """
    )

    /// For localhost, from 2020 to 3 February 2021.
    static let expired = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARqgAwIBAgIUMUS32d4Q9QNgqj3jU8CRKC3WzVkwCgYIKoZIzj0EAwIw
            EjEQMA4GA1UEAwwHZXhwaXJlZDAeFw0yMDAxMDEwMDAwMDBaFw0yMTAyMDMwMDAw
            MDBaMBIxEDAOBgNVBAMMB2V4cGlyZWQwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
            AASiqFDfySwOEWVbh5ms3NRTKNUx7uFdKypvE0Gb65a9BjBuVzSjKkqfEt+X1PF/
            LMWAjlkeMjSLJ78guntXh4fro04wTDAPBgNVHRMBAf8EBTADAQH/MBoGA1UdEQQT
            MBGCCWxvY2FsaG9zdIcEfwAAATAdBgNVHQ4EFgQUihoKh62zH+X/ECQ8WmNsyGCa
            gvIwCgYIKoZIzj0EAwIDSQAwRgIhAI4uowrlQu4IrwRmYes1HCgmvXge2youIGFh
            urw8EoREAiEA9/9h7OF++53KmIWvjwjP9uyqqETgjyfcGVLl5wBA2Vg=
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgkrKRPo/JJvSjx4Bx
            6Re8WLzXvibA1BmeiWo7TWXOQ6ChRANCAASiqFDfySwOEWVbh5ms3NRTKNUx7uFd
            KypvE0Gb65a9BjBuVzSjKkqfEt+X1PF/LMWAjlkeMjSLJ78guntXh4fr
            -----END PRIVATE KEY-----
            """
    )

    /// For localhost, from 1 January 2120.
    static let future = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBdTCCARygAwIBAgIUMuOVzITWjnWkq/FLQZi5i99PLJMwCgYIKoZIzj0EAwIw
            ETEPMA0GA1UEAwwGZnV0dXJlMCIYDzIxMjAwMTAxMDAwMDAwWhgPMjEyNTAxMDEw
            MDAwMDBaMBExDzANBgNVBAMMBmZ1dHVyZTBZMBMGByqGSM49AgEGCCqGSM49AwEH
            A0IABPUxCfgxhVe66D5LEcZfwm0sOxMAAfi4eS9bW5A+EFd4A0Y5DOvD1lnSdTB0
            7aIlzGYtikIUxuiFSOMlQkVZCpWjTjBMMA8GA1UdEwEB/wQFMAMBAf8wGgYDVR0R
            BBMwEYIJbG9jYWxob3N0hwR/AAABMB0GA1UdDgQWBBQ/8550c3WAbQ0MSJt8b8g+
            I7/ZYzAKBggqhkjOPQQDAgNHADBEAiBrhC7PPLoccKkdO+ocaRzC507ZOOQBuASs
            A1Iy0IiWZwIgB5z0dsfbOCGZ5Y7RXjs/OdWYGycaPwOE8lO70b5kvdE=
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8771WW9cByNWoXtO
            fmT5fqozUKdcXSsBOIpO0oAoCLKhRANCAAT1MQn4MYVXuug+SxHGX8JtLDsTAAH4
            uHkvW1uQPhBXeANGOQzrw9ZZ0nUwdO2iJcxmLYpCFMbohUjjJUJFWQqV
            -----END PRIVATE KEY-----
            """
    )

    /// For other.example and all names below third.example, until 2125.
    static let other = TestCertificate(
        certificate: """
            -----BEGIN CERTIFICATE-----
            MIIBgTCCASegAwIBAgIULvMBpWTjt6xHzdN635VXcAynEKcwCgYIKoZIzj0EAwIw
            EDEOMAwGA1UEAwwFb3RoZXIwIBcNMjYwMTAxMDAwMDAwWhgPMjEyNTAxMDEwMDAw
            MDBaMBAxDjAMBgNVBAMMBW90aGVyMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE
            8j6pN+eCpLUP7zYyXiLTLwjMV7c03i4gBOmdnJLvDn7dGjOiYypVgft5xx2KB2CY
            OYgOQLKXq7qYvRscat59oKNdMFswDwYDVR0TAQH/BAUwAwEB/zApBgNVHREEIjAg
            gg1vdGhlci5leGFtcGxlgg8qLnRoaXJkLmV4YW1wbGUwHQYDVR0OBBYEFP+s703y
            qi5sFXEda9Kz5LORSbHvMAoGCCqGSM49BAMCA0gAMEUCICEO19cMi0hn2WVhQLOa
            Zij6d9Ncmt2BpakBySoJ88x3AiEA/gvbc+LM4gjt2wad3ramRD1wdgecKWUB/m/W
            Y2/lLYk=
            -----END CERTIFICATE-----
            """,
        privateKey: """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgUwhF6RYeOFL0eyCI
            rSLsN3fTgllLsrIbWxFo9Ud3PQyhRANCAATyPqk354KktQ/vNjJeItMvCMxXtzTe
            LiAE6Z2cku8Oft0aM6JjKlWB+3nHHYoHYJg5iA5Asperupi9Gxxq3n2g
            -----END PRIVATE KEY-----
            """
    )
}
