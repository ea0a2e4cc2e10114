// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API

struct Create: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "create",
        abstract: "Create objects from manifests or from options",
        discussion: """
            'kn8 create -f FILE' creates what manifests say, in their order; it takes -R, --validate, --dry-run, -o and \
            --save-config too. The other forms make one object from options. Examples: 'kn8 create -f web.yaml', 'kn8 \
            create deployment web --image=nginx --dry-run=client -o yaml'.
            """,
        subcommands: [
            CreateFromFiles.self, CreateNamespace.self, CreateSecret.self, CreateConfigMap.self,
            CreateDeployment.self, CreateService.self, CreateJob.self, CreateCronJob.self, CreateRole.self,
            CreateRoleBinding.self, CreateClusterRole.self, CreateClusterRoleBinding.self,
            CreateServiceAccount.self, CreateQuota.self, CreateIngress.self, CreateDisruptionBudget.self,
            CreatePriorityClass.self, CreateToken.self,
        ],
        defaultSubcommand: CreateFromFiles.self
    )

    func run(in session: Session) async throws -> ExitStatus { throw CleanExit.helpRequest(self) }
}

struct CreateSecret: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "secret",
        abstract: "Create a Secret from options",
        subcommands: [CreateGenericSecret.self, CreateTLSSecret.self, CreateRegistrySecret.self]
    )

    func run(in session: Session) async throws -> ExitStatus { throw CleanExit.helpRequest(self) }
}

struct CreateService: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "service",
        abstract: "Create a Service from options",
        subcommands: [
            CreateClusterIP.self, CreateNodePort.self, CreateLoadBalancer.self, CreateExternalName.self,
        ],
        aliases: ["svc"]
    )

    func run(in session: Session) async throws -> ExitStatus { throw CleanExit.helpRequest(self) }
}
