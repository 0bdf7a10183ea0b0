// Command netpol-analyzer puts the policy engine of github.com/np-guard/netpol-analyzer behind the engine protocol.
package main

import (
	"log"
	"os"
	"strconv"

	"github.com/np-guard/netpol-analyzer/pkg/netpol/eval"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"

	"fencepost/adapters/protocol"
)

func main() {
	// The engine's cache removes and writes a file in the working directory (eval_cache.go, cacheHitsLog).
	if err := os.Chdir(os.TempDir()); err != nil {
		log.Fatal(err)
	}
	protocol.Serve(&engine{})
}

type engine struct {
	policies *eval.PolicyEngine
}

func (e *engine) Describe() protocol.Description {
	return protocol.Description{
		Name:    "netpol-analyzer",
		Version: protocol.DependencyVersion("github.com/np-guard/netpol-analyzer"),
		Capabilities: protocol.Capabilities{
			Protocols:  []string{"TCP", "UDP", "SCTP"},
			IPFamilies: []string{"IPv4"},
			// The engine knows nodes by the addresses of their pods' hosts, and nothing of pods in a node's network.
			Endpoints: []string{"pod", "external", "node"},
			Profile: map[string]string{
				"endPort":              "supported",
				"sctp":                 "supported",
				"remoteNodeMatch":      "by-ip-block",
				"ipBlockMatchesPodIPs": "no",
				"namedPortWithIpBlock": "no-match",
				"namedPortSources":     "containers",
				"duplicateNamedPorts":  "first",
			},
		},
	}
}

func (e *engine) Load(objects []protocol.Object) error {
	e.policies = eval.NewPolicyEngine()
	namespaces, err := protocol.Decode[corev1.Namespace](objects, "Namespace")
	if err != nil {
		return err
	}
	pods, err := protocol.Decode[corev1.Pod](objects, "Pod")
	if err != nil {
		return err
	}
	policies, err := protocol.Decode[networkingv1.NetworkPolicy](objects, "NetworkPolicy")
	if err != nil {
		return err
	}
	for _, namespace := range namespaces {
		if err := e.policies.InsertObject(namespace); err != nil {
			return err
		}
	}
	for _, pod := range pods {
		if pod.Status.HostIP == "" || len(pod.Status.PodIPs) == 0 {
			continue // The engine refuses pods that run nowhere yet; nothing is asked about them.
		}
		if err := e.policies.InsertObject(pod); err != nil {
			return err
		}
	}
	for _, policy := range policies {
		if err := e.policies.InsertObject(policy); err != nil {
			return err
		}
	}
	return nil
}

func (e *engine) Judge(flow protocol.Flow) (protocol.Verdict, error) {
	port := strconv.Itoa(flow.Port)
	allowed, err := e.policies.CheckIfAllowed(name(flow.Source), name(flow.Destination), flow.Protocol, port)
	return protocol.VerdictOf(allowed), err
}

// name is how the engine calls an end: a pod by its name, anything else by its address.
func name(end protocol.Endpoint) string {
	if end.Pod != "" {
		return end.Pod
	}
	return end.IP
}
