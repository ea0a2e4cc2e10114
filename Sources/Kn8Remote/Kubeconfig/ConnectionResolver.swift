// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Value

/// Finds out how to reach the server that kubeconfig, command line and environment name together
/// (`client-go:tools/clientcmd/client_config.go`, `validation.go`).
package struct ConnectionResolver {
    private let kubeconfig: Kubeconfig
    private let overrides: ConnectionOverrides
    private let environment: [String: String]
    /// Where a pod's service account is.
    private let serviceAccountFolder: String

    /// A resolver; `serviceAccountFolder` differs in tests alone.
    package init(
        _ kubeconfig: Kubeconfig,
        overrides: ConnectionOverrides,
        environment: [String: String],
        serviceAccountFolder: String = "/var/run/secrets/kubernetes.io/serviceaccount"
    ) {
        self.kubeconfig = kubeconfig
        self.overrides = overrides
        self.environment = environment
        self.serviceAccountFolder = serviceAccountFolder
    }

    /// The name of the context that counts; empty when there is none.
    package var contextName: String { overrides.context.isEmpty ? kubeconfig.currentContext : overrides.context }

    /// How to reach the server.
    package func connection() throws(KubeconfigError) -> ServerConnection {
        let name = contextName
        var context = Value.emptyObject
        if !name.isEmpty {
            guard let entry = kubeconfig.entry(.contexts, name) else {
                throw KubeconfigError("context \"\(name)\" does not exist")
            }
            context = entry.value
        }
        let clusterName = text(overrides.cluster, context, "cluster")
        let userName = text(overrides.user, context, "user")
        if !overrides.cluster.isEmpty, kubeconfig.entry(.clusters, clusterName) == nil {
            throw KubeconfigError("cluster \"\(clusterName)\" does not exist")
        }
        if !overrides.user.isEmpty, kubeconfig.entry(.users, userName) == nil {
            throw KubeconfigError("auth info \"\(userName)\" does not exist")
        }
        let cluster = kubeconfig.entry(.clusters, clusterName)?.value ?? .emptyObject
        let user = kubeconfig.entry(.users, userName)?.value ?? .emptyObject
        guard let server = server(of: cluster) else {
            if let inCluster = try inClusterConnection() { return inCluster }
            throw KubeconfigError(
                clusterName.isEmpty
                    ? "no server is named: give --context, --server or a kubeconfig with a current context"
                    : "no server found for cluster \"\(clusterName)\""
            )
        }
        var connection = ServerConnection(server: server)
        connection.context = name
        connection.namespace = text(overrides.namespace, context, "namespace")
        connection.timeoutMilliseconds = overrides.timeoutMilliseconds
        var faults = setUser(userName, user, of: &connection)
        faults += setCluster(clusterName, cluster, of: &connection)
        guard faults.isEmpty else { throw KubeconfigError(faults) }
        try readMaterial(of: &connection)
        return connection
    }

    private func text(_ override: String, _ value: Value, _ field: String) -> String {
        override.isEmpty ? value[field]?.string ?? "" : override
    }

    private func server(of cluster: Value) -> String? {
        var server = text(overrides.server, cluster, "server")
        if server.isEmpty { server = environment["KUBERNETES_MASTER"] ?? "" }
        guard !server.isEmpty else { return nil }
        if !server.contains("://") { server = "http://" + server }
        while server.hasSuffix("/") { server.removeLast() }
        return server
    }

    // MARK: The cluster

    private func setCluster(_ name: String, _ cluster: Value, of connection: inout ServerConnection) -> [String] {
        var faults: [String] = []
        connection.certificateAuthority = material(
            overrides.certificateAuthority,
            cluster,
            "certificate-authority",
            fault: { "unable to read certificate-authority \($0) for \(name) due to \($1)" },
            &faults
        )
        let isInsecure = cluster["insecure-skip-tls-verify"]?.bool ?? false
        connection.skipsVerification = overrides.skipsVerification ?? isInsecure
        if connection.skipsVerification, !connection.certificateAuthority.isMissing {
            if overrides.skipsVerification == true {
                connection.certificateAuthority = .none
            } else {
                faults.append("specifying a root certificates file with the insecure flag is not allowed")
            }
        }
        connection.serverName = text(overrides.serverName, cluster, "tls-server-name")
        connection.compresses = !overrides.disablesCompression && cluster["disable-compression"]?.bool != true
        for item in cluster["extensions"]?.array ?? []
        where item["name"]?.string == "client.authentication.k8s.io/exec" {
            connection.pluginConfiguration = item["extension"]
        }
        let proxy = cluster["proxy-url"]?.string ?? ""
        if proxy.isEmpty {
            setProxyOfEnvironment(&connection)
        } else if let scheme = ["http://", "https://", "socks5://", "socks5h://"].first(where: proxy.hasPrefix) {
            // The proxy looks the server's name up, as it does for Go.
            connection.proxy = scheme == "socks5://" ? "socks5h://" + proxy.dropFirst(scheme.count) : proxy
        } else {
            let scheme = proxy.split(separator: ":").first.map(String.init) ?? proxy
            faults.append(
                "invalid 'proxy-url' \"\(proxy)\" for cluster \"\(name)\": unsupported scheme \"\(scheme)\", must be "
                    + "http, https, or socks5"
            )
        }
        return faults
    }

    private func setProxyOfEnvironment(_ connection: inout ServerConnection) {
        let names = connection.isEncrypted ? ["HTTPS_PROXY", "https_proxy"] : ["HTTP_PROXY", "http_proxy"]
        guard let proxy = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty }) else { return }
        let exceptions = ProxyExceptions(environment["NO_PROXY"] ?? environment["no_proxy"] ?? "")
        let (host, port) = connection.hostAndPort
        guard !exceptions.cover(host: host, port: port) else { return }
        connection.proxy = proxy.hasPrefix("socks5://") ? "socks5h://" + proxy.dropFirst(9) : proxy
    }

    // MARK: The user

    private func setUser(_ name: String, _ user: Value, of connection: inout ServerConnection) -> [String] {
        var faults: [String] = []
        var methods: [String] = []
        let token = text(overrides.token, user, "token")
        let tokenFile = overrides.token.isEmpty ? user["tokenFile"]?.string ?? "" : ""
        // A login on the command line takes the place of the kubeconfig's.
        let userName = overrides.token.isEmpty ? text(overrides.username, user, "username") : overrides.username
        let password = overrides.token.isEmpty ? text(overrides.password, user, "password") : overrides.password
        let hasOwnLogin = !overrides.token.isEmpty || !overrides.username.isEmpty
        if !token.isEmpty, overrides.username.isEmpty || !overrides.token.isEmpty {
            connection.login = .token(token)
            methods.append("token")
        }
        // A file that is given counts more than the token, which it replaces when it is read anew.
        if !tokenFile.isEmpty, overrides.username.isEmpty { connection.login = .tokenFile(tokenFile) }
        if !userName.isEmpty || !password.isEmpty {
            connection.login = .basic(user: userName, password: password)
            methods.append("basicAuth")
        }
        connection.clientCertificate = material(
            overrides.clientCertificate,
            user,
            "client-certificate",
            fault: { "unable to read client-cert \($0) for \(name) due to \($1)" },
            &faults
        )
        connection.clientKey = material(
            overrides.clientKey,
            user,
            "client-key",
            fault: { "unable to read client-key \($0) for \(name) due to \($1)" },
            &faults
        )
        if !connection.clientCertificate.isMissing, connection.clientKey.isMissing {
            faults.insert(
                "client-key-data or client-key must be specified for \(name) to use the clientCert authentication "
                    + "method.",
                at: 0
            )
        }
        if let exec = user["exec"], exec.object != nil, !hasOwnLogin {
            let (plugin, complaints) = CredentialPlugin.read(exec, user: name)
            faults += complaints
            if let plugin, methods.isEmpty { connection.login = .plugin(plugin) }
        }
        if methods.count > 1 {
            faults.append(
                "more than one authentication method found for \(name); found [\(methods.joined(separator: " "))], only "
                    + "one is allowed"
            )
        }
        connection.impersonation = impersonation(of: user)
        if connection.impersonation.isIncomplete {
            faults.append("requesting uid, groups or user-extra for \(name) without impersonating a user")
        }
        return faults
    }

    private func impersonation(of user: Value) -> Impersonation {
        var result = Impersonation()
        result.user = text(overrides.impersonation.user, user, "as")
        result.uid = text(overrides.impersonation.uid, user, "as-uid")
        result.groups = overrides.impersonation.groups
        if result.groups.isEmpty { result.groups = (user["as-groups"]?.array ?? []).compactMap(\.string) }
        result.extra = overrides.impersonation.extra
        if result.extra.isEmpty {
            for entry in user["as-user-extra"]?.object ?? [:] {
                result.extra[entry.key] = (entry.value.array ?? []).compactMap(\.string)
            }
        }
        return result
    }

    // MARK: Files and data

    /// The option's file, else the data in the kubeconfig, else the file it names.
    private func material(
        _ option: String,
        _ value: Value,
        _ field: String,
        fault: (_ path: String, _ reason: String) -> String,
        _ faults: inout [String]
    ) -> ServerConnection.Material {
        if option.isEmpty, let data = value["\(field)-data"]?.string, !data.isEmpty {
            let text = Array(data.utf8).withUnsafeBufferPointer(Base64.text)
            guard let text else {
                faults.append("\(field)-data is no base64")
                return .none
            }
            return .bytes(Array(text.utf8))
        }
        let path = text(option, value, field)
        guard !path.isEmpty else { return .none }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            faults.append(fault(path, "open \(path): \(String(cString: strerror(errno)).lowercased())"))
            return .none
        }
        close(descriptor)
        return .file(path)
    }

    private func readMaterial(of connection: inout ServerConnection) throws(KubeconfigError) {
        if case .tokenFile(let path) = connection.login, try PlainFile.read(path) == nil {
            throw KubeconfigError("open \(path): no such file or directory")
        }
        // Credentials go over no open line: there the kubeconfig's count for nothing.
        guard !connection.isEncrypted else { return }
        connection.login = .none
        connection.clientCertificate = .none
        connection.clientKey = .none
    }

    // MARK: Inside a pod

    private func inClusterConnection() throws(KubeconfigError) -> ServerConnection? {
        guard let host = environment["KUBERNETES_SERVICE_HOST"], !host.isEmpty,
            let port = environment["KUBERNETES_SERVICE_PORT"], !port.isEmpty,
            try PlainFile.read("\(serviceAccountFolder)/token") != nil
        else { return nil }
        var connection = ServerConnection(server: "https://\(host.contains(":") ? "[\(host)]" : host):\(port)")
        connection.login =
            overrides.token.isEmpty ? .tokenFile("\(serviceAccountFolder)/token") : .token(overrides.token)
        if try PlainFile.read("\(serviceAccountFolder)/ca.crt") != nil {
            connection.certificateAuthority = .file("\(serviceAccountFolder)/ca.crt")
        }
        let namespace = try PlainFile.read("\(serviceAccountFolder)/namespace") ?? []
        connection.namespace = String(decoding: namespace.filter { $0 > 0x20 }, as: UTF8.self)
        if !overrides.namespace.isEmpty { connection.namespace = overrides.namespace }
        connection.impersonation = overrides.impersonation
        connection.timeoutMilliseconds = overrides.timeoutMilliseconds
        return connection
    }
}
