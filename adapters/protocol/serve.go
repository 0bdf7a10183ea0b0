package protocol

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
)

// Serve answers requests until shutdown or the end of standard input. What an engine prints goes to standard
// error: standard output belongs to the protocol.
func Serve(engine Engine) {
	out := os.Stdout
	os.Stdout = os.Stderr
	if err := ServeOver(engine, os.Stdin, out); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// ServeOver is Serve over any two streams.
func ServeOver(engine Engine, in io.Reader, out io.Writer) error {
	server := &server{engine: engine, logged: map[string]bool{}}
	reader := bufio.NewReaderSize(in, 1<<20)
	for !server.done {
		line, err := reader.ReadBytes('\n')
		if len(line) > 0 {
			if _, err := out.Write(append(server.answer(line), '\n')); err != nil {
				return err
			}
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

type server struct {
	engine Engine
	done   bool
	// logged holds the reasons of "unsupported" that this cluster's log has already: one line says it for all flows.
	logged map[string]bool
}

type request struct {
	ID     json.RawMessage `json:"id"`
	Method string          `json:"method"`
	Params json.RawMessage `json:"params"`
}

type response struct {
	Version string          `json:"jsonrpc"`
	ID      json.RawMessage `json:"id"`
	Result  any             `json:"result,omitempty"`
	Error   *rpcError       `json:"error,omitempty"`
}

type rpcError struct {
	Code    int    `json:"code"`
	Message string `json:"message"`
	Data    any    `json:"data,omitempty"`
}

func (e *rpcError) Error() string { return e.Message }

const (
	codeParse         = -32700
	codeInvalid       = -32600
	codeUnknownMethod = -32601
	codeInvalidParams = -32602
	codeInternal      = -32603
	codeRefused       = -32000
)

func (s *server) answer(line []byte) []byte {
	var asked request
	reply := response{Version: "2.0", ID: json.RawMessage("null")}
	if err := json.Unmarshal(line, &asked); err != nil {
		reply.Error = &rpcError{Code: codeParse, Message: err.Error()}
	} else if len(asked.ID) == 0 || asked.Method == "" {
		reply.Error = &rpcError{Code: codeInvalid, Message: "a request has an id and a method"}
	} else {
		reply.ID = asked.ID
		if result, err := s.call(asked); err != nil {
			reply.Error = asRPCError(err)
		} else {
			reply.Result = result
		}
	}
	text, err := json.Marshal(reply)
	if err != nil {
		panic(err) // Nothing in a response is of the engine's making but strings.
	}
	return text
}

// call runs one method. An engine that panics has failed this request and not the process: the next one may do.
func (s *server) call(asked request) (result any, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			fmt.Fprintf(os.Stderr, "panic: %v\n%s", cause, debug.Stack())
			err = &rpcError{Code: codeInternal, Message: fmt.Sprintf("the engine panicked: %v", cause)}
		}
	}()
	switch asked.Method {
	case "initialize":
		return s.initialize(), nil
	case "load":
		return struct{}{}, s.load(asked.Params)
	case "probe":
		return s.probe(asked.Params)
	case "shutdown":
		s.done = true
		return struct{}{}, nil
	default:
		return nil, &rpcError{Code: codeUnknownMethod, Message: "unknown method " + asked.Method}
	}
}

func (s *server) initialize() any {
	description := s.engine.Describe()
	capabilities := description.Capabilities
	capabilities.MaxMessageBytes = maxMessageBytes
	return map[string]any{
		"protocolVersion": Version,
		"engine":          map[string]string{"name": description.Name, "version": description.Version},
		"capabilities":    capabilities,
	}
}

func (s *server) load(params json.RawMessage) error {
	var given struct {
		Objects []Object `json:"objects"`
	}
	if err := json.Unmarshal(params, &given); err != nil {
		return &rpcError{Code: codeInvalidParams, Message: err.Error()}
	}
	s.logged = map[string]bool{}
	loaded := false
	defer func() {
		if !loaded { // Refused or panicked: the state is empty until the next load.
			_ = s.engine.Load(nil)
		}
	}()
	if err := s.engine.Load(given.Objects); err != nil {
		return refused(err)
	}
	loaded = true
	return nil
}

func (s *server) probe(params json.RawMessage) (any, error) {
	var given struct {
		Flows []Flow `json:"flows"`
	}
	if err := json.Unmarshal(params, &given); err != nil {
		return nil, &rpcError{Code: codeInvalidParams, Message: err.Error()}
	}
	verdicts := make([]Verdict, len(given.Flows))
	for index, flow := range given.Flows {
		verdict, err := s.engine.Judge(flow)
		if err != nil {
			s.log(flow, err)
			verdict = Unsupported
		}
		verdicts[index] = verdict
	}
	return map[string]any{"verdicts": verdicts}, nil
}

func (s *server) log(flow Flow, err error) {
	if reason := err.Error(); !s.logged[reason] {
		s.logged[reason] = true
		fmt.Fprintf(os.Stderr, "unsupported: %s (%+v)\n", reason, flow)
	}
}

// refused turns an engine's error into the protocol's: this input is not for it.
func refused(err error) error {
	var refusal *Refusal
	if errors.As(err, &refusal) && refusal.Object >= 0 {
		return &rpcError{Code: codeRefused, Message: err.Error(), Data: refusal}
	}
	return &rpcError{Code: codeRefused, Message: err.Error(), Data: map[string]string{"reason": err.Error()}}
}

func asRPCError(err error) *rpcError {
	var known *rpcError
	if errors.As(err, &known) {
		return known
	}
	return &rpcError{Code: codeInternal, Message: err.Error()}
}
