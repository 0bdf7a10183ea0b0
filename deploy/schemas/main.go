// Holds the files of deploy/ to the schemas of those who will read them: Kubernetes objects to the API's own Go types,
// unknown and mistyped fields refused, and workflows to what GitHub Actions takes.
//
//	go run . ../kubernetes/campaign.yaml ../github/nightly.yaml
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/rhysd/actionlint"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

func main() {
	wrong := 0
	for _, file := range os.Args[1:] {
		problems := check(file)
		for _, problem := range problems {
			fmt.Printf("%s: %s\n", file, problem)
		}
		wrong += len(problems)
	}
	fmt.Printf("%d files, %d problems\n", len(os.Args)-1, wrong)
	if wrong > 0 {
		os.Exit(1)
	}
}

func check(file string) []string {
	text, err := os.ReadFile(file)
	if err != nil {
		return []string{err.Error()}
	}
	if filepath.Base(filepath.Dir(file)) == "github" {
		return workflowProblems(file, text)
	}
	return objectProblems(text)
}

func workflowProblems(file string, text []byte) []string {
	linter, err := actionlint.NewLinter(io.Discard, &actionlint.LinterOptions{})
	if err != nil {
		return []string{err.Error()}
	}
	found, err := linter.Lint(file, text, nil)
	if err != nil {
		return []string{err.Error()}
	}
	problems := make([]string, 0, len(found))
	for _, each := range found {
		problems = append(problems, fmt.Sprintf("line %d, column %d: %s", each.Line, each.Column, each.Message))
	}
	return problems
}

// The kinds that deploy/ uses.
var kinds = map[string]func() any{
	"batch/v1 Job":             func() any { return &batchv1.Job{} },
	"v1 PersistentVolumeClaim": func() any { return &corev1.PersistentVolumeClaim{} },
}

func objectProblems(text []byte) []string {
	var problems []string
	documents := utilyaml.NewYAMLReader(bufio.NewReader(bytes.NewReader(text)))
	for number := 1; ; number++ {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return problems
		}
		if err == nil {
			err = decodeStrictly(document)
		}
		if err != nil {
			problems = append(problems, fmt.Sprintf("document %d: %v", number, err))
		}
	}
}

func decodeStrictly(document []byte) error {
	var meta metav1.TypeMeta
	if err := yaml.Unmarshal(document, &meta); err != nil {
		return err
	}
	kind := meta.APIVersion + " " + meta.Kind
	create, known := kinds[kind]
	if !known {
		return fmt.Errorf("%s: a kind that is not expected here", kind)
	}
	return yaml.UnmarshalStrict(document, create())
}
