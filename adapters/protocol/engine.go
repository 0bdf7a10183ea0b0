// Package protocol puts an engine written in Go behind the engine protocol of Fencepost, version 1: JSON-RPC 2.0
// over standard input and output, one message a line. An adapter implements Engine and calls Serve.
package protocol

import "runtime/debug"

// Engine judges flows on a cluster.
type Engine interface {
	Describe() Description

	// Load replaces the cluster. Any error refuses the input; a *Refusal can say which object is at fault.
	Load(objects []Object) error

	// Judge gives the verdict for a new connection. An error is written to the log and answers "unsupported".
	Judge(flow Flow) (Verdict, error)
}

// DependencyVersion is the version of a module that this program was built with, as go.mod pins it.
func DependencyVersion(module string) string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	return "unknown"
}
