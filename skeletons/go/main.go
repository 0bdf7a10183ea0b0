// A NetworkPolicy engine behind Fencepost's engine protocol: one JSON-RPC message a line, in and out.
// This file speaks the protocol and can stay as it is; put your own engine where judge is, in engine.go.
//
//	go build -o my-engine .
//	fencepost check-engine 'exec:./my-engine'     does it keep to the protocol?
//	fencepost run --engine 'exec:./my-engine'     does it keep to the specification?
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"os"
)

// Named ports are not written yet: scenarios that need them are skipped and counted. The profile says what the API
// leaves to you and you have decided; what you leave out is observed instead of checked.
const identity = `{
  "protocolVersion": 1,
  "engine": {"name": "my-engine", "version": "0.1.0"},
  "capabilities": {
    "protocols": ["TCP", "UDP", "SCTP"],
    "ipFamilies": ["IPv4", "IPv6"],
    "endpoints": ["pod", "external"],
    "endPort": true,
    "namedPorts": false,
    "profile": {"endPort": "supported", "sctp": "supported", "selfDirect": "allow", "ipBlockMatchesPodIPs": "yes"}
  }
}`

type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params struct {
		Objects []object `json:"objects"`
		Flows   []flow   `json:"flows"`
	} `json:"params"`
}

type header struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
}

type failure struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Data    any    `json:"data,omitempty"`
}

type response struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  any             `json:"result,omitempty"`
	Error   *failure        `json:"error,omitempty"`
}

func main() {
	// A Scanner stops at 64 KiB, and a load has as many bytes as the cluster has.
	in := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	current := &world{}
	for {
		line, err := in.ReadBytes('\n')
		if err == io.EOF {
			return
		}
		if err != nil {
			log.Fatal(err)
		}
		method, answer := respond(line, &current)
		text, err := json.Marshal(answer)
		if err != nil {
			log.Fatal(err)
		}
		out.Write(append(text, '\n'))
		out.Flush()
		if method == "shutdown" {
			return
		}
	}
}

func respond(line []byte, current **world) (string, response) {
	var head header
	if err := json.Unmarshal(line, &head); err != nil {
		log.Fatal(err)
	}
	answer := response{Version: "2.0", ID: head.ID}
	var body request
	if err := json.Unmarshal(line, &body); err != nil {
		return head.Method, refuse(answer, current, err)
	}
	switch head.Method {
	case "initialize":
		answer.Result = json.RawMessage(identity)
	case "load":
		loaded, err := readWorld(body.Params.Objects)
		if err != nil {
			return head.Method, refuse(answer, current, err)
		}
		*current = loaded
		answer.Result = struct{}{}
	case "probe":
		verdicts := make([]string, len(body.Params.Flows))
		for i, each := range body.Params.Flows {
			verdicts[i] = "deny"
			if (*current).judge(each) {
				verdicts[i] = "allow"
			}
		}
		answer.Result = map[string]any{"verdicts": verdicts}
	case "shutdown":
		answer.Result = struct{}{}
	default:
		answer.Error = &failure{Code: -32601, Message: fmt.Sprintf("unknown method %s", head.Method)}
	}
	return head.Method, answer
}

// refuse says that objects cannot be read; the engine knows nothing until the next load.
func refuse(answer response, current **world, err error) response {
	*current = &world{}
	answer.Error = &failure{Code: -32000, Message: err.Error(), Data: map[string]string{"reason": err.Error()}}
	return answer
}
