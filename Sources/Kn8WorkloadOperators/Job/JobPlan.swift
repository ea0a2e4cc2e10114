// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// Which Pods a Job is to make, and what its status is (`kubernetes:pkg/controller/job/job_controller.go`).
struct JobPlan: Sendable {
    let job: Object
    /// The Pods the Job controls, ordered by key.
    let pods: [Object]
    let now: Timestamp

    private func number(_ field: String, or absent: Int64) -> Int {
        Int(min(max(0, job["spec", field]?.int ?? absent), Int64(Int32.max)))
    }

    private var parallelism: Int { number("parallelism", or: 1) }
    /// How many Pods must succeed; without `completions` one, or as many as run side by side.
    private var completions: Int { number("completions", or: Int64(max(1, parallelism))) }
    private var isSuspended: Bool { job["spec", "suspend"]?.bool ?? false }

    private var active: [Object] { pods.filter { !PodState.hasEnded($0) && !$0.isBeingDeleted } }
    private var succeeded: Int { pods.filter { PodState.phase($0) == "Succeeded" }.count }
    private var failed: Int { pods.filter { PodState.phase($0) == "Failed" }.count }
    private var hasFailed: Bool { failed > number("backoffLimit", or: 6) }
    private var isComplete: Bool { !hasFailed && succeeded >= completions }

    /// Whether the outcome is written down, after which nothing changes any more.
    var isFinished: Bool {
        let conditions = Conditions(of: job)
        return conditions.isTrue("Complete") || conditions.isTrue("Failed")
    }

    /// The Pods to create.
    var missing: [Object] {
        guard !isSuspended, !isFinished, !hasFailed else { return [] }
        let wanted = min(parallelism, max(0, completions - succeeded)) - active.count
        let present = Set(pods.map(\.name))
        var missing: [Object] = []
        var attempt = 0
        while missing.count < wanted, attempt < pods.count + wanted + 1000 {
            let name = "\(job.name)-\(StableHash.name(of: "\(job.namespace)/\(job.name)#\(attempt)", length: 5))"
            if !present.contains(name), !missing.contains(where: { $0.name == name }) { missing.append(pod(name)) }
            attempt += 1
        }
        return missing
    }

    /// The Pods to delete: all that run when the Job is suspended or has failed.
    var surplus: [Object] { isSuspended || hasFailed ? active : [] }

    private func pod(_ name: String) -> Object {
        var pod = PodState.pod(named: name, from: job["spec", "template"], of: job)
        for prefix in ["", "batch.kubernetes.io/"] {
            pod["metadata", "labels", "\(prefix)job-name"] = .string(job.name)
            pod["metadata", "labels", "\(prefix)controller-uid"] = .string(job.uid)
        }
        return pod
    }

    var status: Value {
        var status: Value = [
            "active": .int(Int64(active.count)), "succeeded": .int(Int64(succeeded)), "failed": .int(Int64(failed)),
        ]
        status = status.withoutZeros()
        status["ready"] = .int(Int64(active.filter(PodState.isReady).count))
        status["uncountedTerminatedPods"] = [:]
        let moment = Value.string(now.description)
        if !isSuspended { status["startTime"] = job["status", "startTime"] ?? moment }
        var conditions = Conditions(of: job)
        if hasFailed {
            let message = "Job has reached the specified backoff limit"
            for type in ["FailureTarget", "Failed"] {
                conditions.set(Condition(type, true, reason: "BackoffLimitExceeded", message: message), now: now)
            }
        } else if isComplete {
            let message = "Reached expected number of succeeded pods"
            for type in ["SuccessCriteriaMet", "Complete"] {
                conditions.set(Condition(type, true, reason: "CompletionsReached", message: message), now: now)
            }
            status["completionTime"] = job["status", "completionTime"] ?? moment
        } else if isSuspended || conditions["Suspended"] != nil {
            conditions.set(
                Condition(
                    "Suspended",
                    isSuspended,
                    reason: isSuspended ? "JobSuspended" : "JobResumed",
                    message: isSuspended ? "Job suspended" : "Job resumed"
                ),
                now: now
            )
        }
        if conditions != Conditions() { status["conditions"] = conditions.value }
        return status
    }
}
