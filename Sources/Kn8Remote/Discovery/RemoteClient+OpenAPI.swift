// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Curl
package import Kn8Value

extension RemoteClient {
    /// The server's OpenAPI document of version 3 of a group and version, for example `apps/v1`; nil when it has none. What
    /// was fetched before is taken again while the server states the same hash of it.
    package func openAPI(of apiVersion: String) async throws(APIError) -> Value? {
        guard let path = try await openAPIPaths()[apiVersion.contains("/") ? "apis/\(apiVersion)" : "api/\(apiVersion)"]
        else { return nil }
        return try await openAPI(at: path)
    }

    /// The documents of every group and version that the server serves, in the order of their names.
    package func allOpenAPI() async throws(APIError) -> [(name: String, document: Value)] {
        let paths = try await openAPIPaths().filter { $0.key.split(separator: "/").count > 1 }
        let found = await withTaskGroup(of: (String, Result<Value, APIError>).self) { group in
            for (name, path) in paths {
                group.addTask {
                    do throws(APIError) {
                        return (name, .success(try await self.openAPI(at: path)))
                    } catch {
                        return (name, .failure(error))
                    }
                }
            }
            var found: [(name: String, result: Result<Value, APIError>)] = []
            for await part in group { found.append(part) }
            return found.sorted { $0.name < $1.name }
        }
        var documents: [(name: String, document: Value)] = []
        for (name, result) in found { documents.append((name, try result.get())) }
        return documents
    }

    /// Where each document is, by the path of its group and version without a slash before it; empty when the server has
    /// no such documents.
    private func openAPIPaths() async throws(APIError) -> [String: String] {
        let index: Value
        do throws(APIError) {
            index = try value(in: try await sender.answer(to: RequestSender.Request(target: "/openapi/v3")))
        } catch {
            guard error.code == 404 else { throw error }
            return [:]
        }
        let paths = index["paths"]?.object ?? ValueMap()
        return Dictionary(
            paths.compactMap { entry in entry.value["serverRelativeURL"]?.string.map { (entry.key, $0) } },
            uniquingKeysWith: { first, _ in first }
        )
    }

    private func openAPI(at path: String) async throws(APIError) -> Value {
        let parts = path.split(separator: "?", maxSplits: 1)
        let hash = parts.count > 1 ? String(parts[1]) : ""
        let name = "openapi" + String((parts.first ?? "").map { $0 == "/" ? "_" : $0 })
        if !hash.isEmpty, let kept = documents.document(name), kept.tag == hash, let value = try? Value(json: kept.body)
        {
            return value
        }
        let answer = try await sender.answer(to: RequestSender.Request(target: path))
        let value = try value(in: answer)
        documents.keep(name, tag: hash, body: answer.body)
        return value
    }
}
