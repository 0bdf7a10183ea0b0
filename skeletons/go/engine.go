package main

import (
	"encoding/json"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
)

type labels map[string]string

type object struct {
	Kind     string `json:"kind"`
	Metadata struct {
		Name      string `json:"name"`
		Namespace string `json:"namespace"`
		Labels    labels `json:"labels"`
	} `json:"metadata"`
	Spec   json.RawMessage `json:"spec"`
	Status struct {
		Phase  string `json:"phase"`
		PodIPs []struct {
			IP netip.Addr `json:"ip"`
		} `json:"podIPs"`
	} `json:"status"`
}

type selector struct {
	MatchLabels      labels `json:"matchLabels"`
	MatchExpressions []struct {
		Key      string   `json:"key"`
		Operator string   `json:"operator"`
		Values   []string `json:"values"`
	} `json:"matchExpressions"`
}

type peer struct {
	PodSelector       *selector `json:"podSelector"`
	NamespaceSelector *selector `json:"namespaceSelector"`
	IPBlock           *struct {
		CIDR   prefix   `json:"cidr"`
		Except []prefix `json:"except"`
	} `json:"ipBlock"`
}

// prefix is a CIDR. Old clusters hold some with leading zeros, which are decimal (IPB-15).
type prefix struct{ netip.Prefix }

var leadingZeros = regexp.MustCompile(`(^|\.)0+(\d)`)

func (p *prefix) UnmarshalText(text []byte) error {
	read, err := netip.ParsePrefix(leadingZeros.ReplaceAllString(string(text), "$1$2"))
	p.Prefix = read
	return err
}

type portItem struct {
	Protocol string          `json:"protocol"`
	Port     json.RawMessage `json:"port"`
	EndPort  *int            `json:"endPort"`
}

type rule struct {
	From  []peer     `json:"from"`
	To    []peer     `json:"to"`
	Ports []portItem `json:"ports"`
}

type policy struct {
	namespace   string
	PodSelector selector `json:"podSelector"`
	PolicyTypes []string `json:"policyTypes"`
	Ingress     []rule   `json:"ingress"`
	Egress      []rule   `json:"egress"`
}

type pod struct {
	namespace, name string
	labels          labels
}

type end struct {
	IP netip.Addr `json:"ip"`
}

type flow struct {
	Source      end    `json:"source"`
	Destination end    `json:"destination"`
	Protocol    string `json:"protocol"`
	Port        int    `json:"port"`
}

// world is what has been loaded, by kind.
type world struct {
	namespaces map[string]labels
	pods       map[netip.Addr]*pod
	policies   []policy
}

func readWorld(objects []object) (*world, error) {
	w := &world{namespaces: map[string]labels{}, pods: map[netip.Addr]*pod{}}
	for _, each := range objects {
		meta := each.Metadata
		switch each.Kind {
		case "Namespace":
			w.namespaces[meta.Name] = meta.Labels
		case "Pod":
			var spec struct {
				HostNetwork bool `json:"hostNetwork"`
			}
			if err := json.Unmarshal(each.Spec, &spec); err != nil {
				return nil, fmt.Errorf("pod %s/%s: %w", meta.Namespace, meta.Name, err)
			}
			// Pods on the host's network are their node, and finished pods have given their address back.
			if spec.HostNetwork || each.Status.Phase == "Succeeded" || each.Status.Phase == "Failed" {
				continue
			}
			for _, entry := range each.Status.PodIPs {
				w.pods[entry.IP] = &pod{meta.Namespace, meta.Name, meta.Labels}
			}
		case "NetworkPolicy":
			read := policy{namespace: meta.Namespace}
			if err := json.Unmarshal(each.Spec, &read); err != nil {
				return nil, fmt.Errorf("policy %s/%s: %w", meta.Namespace, meta.Name, err)
			}
			w.policies = append(w.policies, read)
		}
	}
	return w, nil
}

// judge says whether a new connection passes: both ends must let it.
func (w *world) judge(f flow) bool {
	client, server := w.pods[f.Source.IP], w.pods[f.Destination.IP]
	// Loopback never leaves the pod, and a pod can always reach itself.
	if f.Destination.IP.IsLoopback() {
		return true
	}
	if client != nil && server != nil && client.namespace == server.namespace && client.name == server.name {
		return true
	}
	return w.passes("Egress", client, server, f.Destination.IP, f) && w.passes("Ingress", server, client, f.Source.IP, f)
}

func (w *world) passes(direction string, subject, other *pod, otherIP netip.Addr, f flow) bool {
	if subject == nil {
		return true
	}
	isolated := false
	for _, p := range w.policies {
		if p.namespace != subject.namespace || !slices.Contains(p.PolicyTypes, direction) || !p.PodSelector.matches(subject.labels) {
			continue
		}
		isolated = true
		rules := p.Egress
		if direction == "Ingress" {
			rules = p.Ingress
		}
		for _, r := range rules {
			peers := r.To
			if direction == "Ingress" {
				peers = r.From
			}
			if w.anyPeer(peers, p.namespace, other, otherIP) && anyPort(r.Ports, f) {
				return true
			}
		}
	}
	return !isolated
}

// An absent or empty list places no restriction.
func (w *world) anyPeer(peers []peer, namespace string, other *pod, ip netip.Addr) bool {
	return len(peers) == 0 || slices.ContainsFunc(peers, func(p peer) bool { return w.peerMatches(p, namespace, other, ip) })
}

func anyPort(items []portItem, f flow) bool {
	return len(items) == 0 || slices.ContainsFunc(items, func(item portItem) bool { return item.matches(f) })
}

func (w *world) peerMatches(p peer, namespace string, other *pod, ip netip.Addr) bool {
	if p.IPBlock != nil {
		excepted := slices.ContainsFunc(p.IPBlock.Except, func(except prefix) bool { return except.Contains(ip) })
		return p.IPBlock.CIDR.Contains(ip) && !excepted
	}
	if other == nil {
		return false
	}
	if p.NamespaceSelector != nil {
		if !p.NamespaceSelector.matches(w.namespaces[other.namespace]) {
			return false
		}
	} else if other.namespace != namespace {
		return false
	}
	return p.PodSelector == nil || p.PodSelector.matches(other.labels)
}

func (item portItem) matches(f flow) bool {
	protocol := item.Protocol
	if protocol == "" {
		protocol = "TCP"
	}
	if protocol != f.Protocol {
		return false
	}
	if item.Port == nil {
		return true
	}
	var first int
	if json.Unmarshal(item.Port, &first) != nil {
		return false // A name; namedPorts is not declared.
	}
	// PORT-7: from port to endPort, both included.
	last := first
	if item.EndPort != nil {
		last = *item.EndPort
	}
	return first <= f.Port && f.Port <= last
}

func (s selector) matches(of labels) bool {
	for key, value := range s.MatchLabels {
		if found, ok := of[key]; !ok || found != value {
			return false
		}
	}
	for _, requirement := range s.MatchExpressions {
		value, ok := of[requirement.Key]
		holds := false
		switch requirement.Operator {
		case "In":
			holds = ok && slices.Contains(requirement.Values, value)
		case "NotIn":
			holds = !ok || !slices.Contains(requirement.Values, value)
		case "Exists":
			holds = ok
		case "DoesNotExist":
			holds = !ok
		}
		if !holds {
			return false
		}
	}
	return true
}
