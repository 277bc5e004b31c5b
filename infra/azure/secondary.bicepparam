// The region paired with the primary's: serves the primary's diffs, read-only.
using 'main.bicep'

param name = 'tgsecond'
param location = 'westeurope'
param kubernetesVersion = '1.34'
param operatorAddresses = ['192.0.2.0/24'] // replace: your own
param administrators = '00000000-0000-0000-0000-000000000000' // replace: a group of Entra ID
param sharedStorageId = '/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/RG/providers/Microsoft.Storage/storageAccounts/ACCOUNT' // replace: the primary's output storageId
param gpuPool = { vmSize: 'Standard_NC4as_T4_v3', min: 0, max: 0 }
