// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

// The rules of a root's virtual host, in the order in which they are tested.
extension HTTPProxyPlanner {
    func isWellFormed(_ proxy: HTTPProxy, host: Value, _ verdict: inout ProxyVerdict) -> Bool {
        if proxy.fqdn.isBlank {
            verdict.add("VirtualHostError", "FQDNNotSpecified", "Spec.VirtualHost.Fqdn must be specified")
            return false
        }
        if !options.allowsRoot(in: proxy.key.namespace) {
            let message = "root HTTPProxy cannot be defined in this namespace"
            verdict.add("RootNamespaceError", "RootProxyNotAllowedInNamespace", message)
            return false
        }
        if proxy.routes.isEmpty, proxy.includes.isEmpty, proxy.tcp == nil {
            let message = "HTTPProxy.Spec must have at least one Route, Include, or a TCPProxy"
            verdict.add("SpecError", "NothingDefined", message)
            return false
        }
        let terminates = host["tls"]?["secretName"]?.string?.isEmpty == false
        if host["jwtProviders"]?.array?.isEmpty == false, !terminates {
            let message = "Spec.VirtualHost.JWTProviders can only be defined for root HTTPProxies that terminate TLS"
            verdict.add("JWTVerificationError", "JWTVerificationNotPermitted", message)
            return false
        }
        if host["authorization"]?["extensionRef"]?["name"]?.string?.isEmpty == false, !terminates {
            let message =
                "Spec.VirtualHost.Authorization.ExtensionServiceRef can only be defined for root HTTPProxies that "
                + "terminate TLS"
            verdict.add("AuthError", "AuthNotPermitted", message)
            return false
        }
        if host["ipAllowPolicy"]?.array?.isEmpty == false, host["ipDenyPolicy"]?.array?.isEmpty == false {
            // The misspelling is upstream's.
            let message =
                "Spec.VirtualHost.IPAllowFilterPolicy and Spec.VirtualHost.IPDepnyFilterPolicy cannot both be defined."
            verdict.add("IPFilterError", "IncompatibleIPAddressFilters", message)
            return false
        }
        return true
    }

    func isUsable(_ tls: Value, host: Value, in namespace: String, _ verdict: inout ProxyVerdict) -> Bool {
        let secretName = tls["secretName"]?.string ?? ""
        let passthrough = tls["passthrough"]?.bool ?? false
        let fallback = tls["enableFallbackCertificate"]?.bool ?? false
        let validation = HTTPProxy.mapping(tls["clientValidation"])
        let subject = "Spec.VirtualHost.TLS"
        if passthrough, fallback {
            let message = "\(subject): both Passthrough and enableFallbackCertificate were specified"
            verdict.add("TLSError", "TLSIncompatibleFeatures", message)
        }
        if passthrough != secretName.isBlank {
            let message =
                "\(subject): \(passthrough ? "both" : "neither") Passthrough \(passthrough ? "and" : "nor") "
                + "SecretName were specified"
            verdict.add("TLSError", "TLSConfigNotValid", message)
            return false
        }
        if passthrough {
            if validation == nil { return true }
            let message = "\(subject) passthrough cannot be combined with tls.clientValidation"
            verdict.add("TLSError", "TLSIncompatibleFeatures", message)
            return false
        }
        let key = inventory.secretKey(secretName, in: namespace)
        if !inventory.permits(key, in: namespace) {
            let message = "\(subject) Secret \(secretName.goQuoted) certificate delegation not permitted"
            verdict.add("TLSError", "DelegationNotPermitted", message)
            return false
        }
        let secret = inventory.secret(key)
        if let fault = secret == nil ? "Secret not found" : secret?.serverCertificateFault {
            verdict.add("TLSError", "SecretNotValid", "\(subject) Secret \(secretName.goQuoted) is invalid: \(fault)")
            return false
        }
        let minimum = tls["minimumProtocolVersion"]?.string ?? ""
        let maximum = tls["maximumProtocolVersion"]?.string ?? ""
        if minimum == "1.3", maximum == "1.2" {
            let message =
                "Spec.Virtualhost.TLS the minimum protocol version is greater than the maximum protocol version"
            verdict.add("TLSError", "TLSConfigNotValid", message)
            return false
        }
        if fallback { return allowsFallback(validation, host: host, &verdict) }
        return validation.map { isUsable(clientValidation: $0, in: namespace, &verdict) } ?? true
    }

    // No fallback certificate can be configured, so that asking for one never ends well.
    private func allowsFallback(_ validation: Value?, host: Value, _ verdict: inout ProxyVerdict) -> Bool {
        let rivals = [
            ("client validation", validation != nil),
            ("client authorization", host["authorization"]?["extensionRef"]?["name"]?.string?.isEmpty == false),
            ("JWT providers", host["jwtProviders"]?.array?.isEmpty == false),
        ]
        if let rival = rivals.first(where: \.1) {
            let message = "Spec.Virtualhost.TLS fallback & \(rival.0) are incompatible"
            verdict.add("TLSError", "TLSIncompatibleFeatures", message)
        } else {
            let message =
                "Spec.Virtualhost.TLS enabled fallback but the fallback Certificate Secret is not configured "
                + "in Contour configuration file"
            verdict.add("TLSError", "FallbackNotPresent", message)
        }
        return false
    }

    private func isUsable(clientValidation: Value, in namespace: String, _ verdict: inout ProxyVerdict) -> Bool {
        let prefix = "Spec.VirtualHost.TLS"
        let authority = clientValidation["caSecret"]?.string ?? ""
        if authority.isEmpty, clientValidation["skipClientCertValidation"]?.bool != true {
            let message = "\(prefix) client validation is invalid: CA Secret must be specified"
            verdict.add("TLSError", "ClientValidationInvalid", message)
        }
        for (word, field, name) in [
            ("CA", "ca.crt", authority), ("CRL", "crl.pem", clientValidation["crlSecret"]?.string ?? ""),
        ] where !name.isEmpty {
            let key = inventory.secretKey(name, in: namespace)
            if !inventory.permits(key, in: namespace) {
                let message =
                    "\(prefix) \(word) Secret \(name.goQuoted) is invalid: certificate delegation not permitted"
                verdict.add("TLSError", "DelegationNotPermitted", message)
                return false
            }
            if let fault = fault(ofSecret: key, field: field) {
                let message =
                    "\(prefix) client validation is invalid: invalid \(word) Secret "
                    + "\(key.description.goQuoted): \(fault)"
                verdict.add("TLSError", "ClientValidationInvalid", message)
                return false
            }
        }
        return true
    }

    func fault(ofSecret key: ObjectKey, field: String) -> String? {
        guard let secret = inventory.secret(key) else { return "Secret not found" }
        return secret.holds(field) ? nil : "empty \(field.goQuoted) key"
    }

    func areUsable(providers: [Value], _ verdict: inout ProxyVerdict) -> Bool {
        let type = "JWTVerificationError"
        var names: Set<String> = []
        var hasDefault = false
        for provider in providers {
            let name = provider["name"]?.string ?? ""
            if !names.insert(name).inserted {
                let message = "Spec.VirtualHost.JWTProviders is invalid: duplicate name \(name)"
                verdict.add(type, "DuplicateProviderName", message)
                return false
            }
            if provider["default"]?.bool == true {
                if hasDefault {
                    let message =
                        "Spec.VirtualHost.JWTProviders is invalid: at most one provider can be set as the default"
                    verdict.add(type, "MultipleDefaultProvidersSpecified", message)
                    return false
                }
                hasDefault = true
            }
            let address = provider["remoteJWKS"]?["uri"]?.string ?? ""
            let scheme = address.firstIndex(of: ":").map { String(address[..<$0]) } ?? ""
            if scheme != "http", scheme != "https" {
                let message =
                    "Spec.VirtualHost.JWTProviders.RemoteJWKS.URI has invalid scheme \(scheme.goQuoted), "
                    + "must be http or https"
                verdict.add(type, "RemoteJWKSSchemeInvalid", message)
                return false
            }
        }
        return true
    }
}
