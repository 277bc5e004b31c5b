// The region that writes: trains, publishes, serves.
using 'main.bicep'

param name = 'tgprimary'
param location = 'northeurope'
param kubernetesVersion = '1.34'
param operatorAddresses = ['192.0.2.0/24'] // replace: your own
param administrators = '00000000-0000-0000-0000-000000000000' // replace: a group of Entra ID
